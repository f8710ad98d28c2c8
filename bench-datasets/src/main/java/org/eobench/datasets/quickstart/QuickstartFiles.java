package org.eobench.datasets.quickstart;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;

/**
 * Names and writes the files of one synthetic chip. Chips are adjacent to each other at a fictional
 * place.
 */
final class QuickstartFiles {
  /** Suffix of an image file. */
  static final String IMAGE_END = "_merged.tif";

  /** Suffix of a class map file. */
  static final String MASK_END = ".mask.tif";

  /** Suffix of a plant cover file. */
  static final String PLANTS_END = ".plants.tif";

  /** The file with the classes of whole chips, one line per chip. */
  static final String CLASSES = "classes.csv";

  private static final double NO_VALUE = -9999;
  private static final double WEST = 553_785;
  private static final double NORTH = 4_183_215;
  private static final double PIXEL_METRES = 30;
  private static final Crs UTM_10_NORTH = Crs.projected(32610);

  private final Path folder;
  private final int size;
  private final String stem;
  private final GeoTransform place;

  /**
   * @param chip number of the chip
   * @param east chips of this size that lie west of it
   * @param size its side in pixels
   */
  QuickstartFiles(Path folder, int chip, int east, int size) {
    this.folder = folder;
    this.size = size;
    stem = String.format(Locale.ROOT, "drawn_%dx%d_%04d", size, size, chip);
    place =
        GeoTransform.northUp(WEST + east * size * PIXEL_METRES, NORTH, PIXEL_METRES, PIXEL_METRES);
  }

  /** The prefix of all file names of the chip. */
  String stem() {
    return stem;
  }

  /**
   * Writes an image.
   *
   * @param date year and day of the year, such as {@code 2020152}, or empty
   * @param values {@code [6,size,size]}
   */
  void image(String date, float[] values) {
    String name = date.isEmpty() ? stem : stem + "_" + date;
    write(name + IMAGE_END, Spectrum.BANDS, SampleType.FLOAT32, SyntheticImage.NO_DATA, values);
  }

  /** Writes a class map {@code [size,size]}. */
  void mask(float[] labels) {
    write(stem + MASK_END, 1, SampleType.INT16, BurnScene.IGNORED, labels);
  }

  /** Writes a map of percentages {@code [size,size]}, NaN if unknown. */
  void plants(float[] percent) {
    float[] values = percent.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.isNaN(values[i]) ? (float) NO_VALUE : values[i];
    }
    write(stem + PLANTS_END, 1, SampleType.FLOAT32, NO_VALUE, values);
  }

  private void write(String name, int bands, SampleType type, double nodata, float[] values) {
    GeoTiffWriter.write(
        folder.resolve(name),
        GeoTiffSpec.plain(size, size, bands, type)
            .withNodata(nodata)
            .withGeoreference(UTM_10_NORTH, place),
        values);
  }
}
