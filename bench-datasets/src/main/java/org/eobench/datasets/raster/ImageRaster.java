package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.NamedBands;
import org.eobench.datasets.raster.formats.Opacity;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;
import org.jspecify.annotations.Nullable;

/**
 * An image read from a GeoTIFF.
 *
 * @param image {@code [C,1,H,W]}, NaN where there is no data
 * @param info header of the whole file
 * @param part the part of the file that {@code image} shows
 */
public record ImageRaster(Image image, GeoTiffInfo info, Window part) {

  /** The choice of a whole file. */
  public static final ImagePart.Choice WHOLE =
      (height, width) -> new ImagePart(0, 0, height, width);

  /**
   * Reads bands of a file by name; pixels that the file's own mask hides are NaN.
   *
   * @param fileBands names of the file's bands, in file order
   * @param wanted names of the requested bands, in the requested order
   * @param noData value that marks missing data and becomes NaN; NaN if there is none
   * @param choice the part to read
   */
  public static ImageRaster read(
      Path file, List<Band> fileBands, List<String> wanted, float noData, ImagePart.Choice choice) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      if (Opacity.dataBands(reader.info(), fileBands.size()) != fileBands.size()) {
        requireBands(file, fileBands);
      }
      Window part = part(reader.info().all(), choice);
      int[] channels = NamedBands.indices(file.toString(), names(fileBands), wanted);
      float[] values = reader.read(channels, part);
      reader.hide(values, channels, part);
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] == noData ? Float.NaN : values[i];
      }
      return of(values, wanted, part, reader.info());
    }
  }

  /**
   * Reads bands by name as measured values: NaN for missing data by nodata value, mask or alpha,
   * scaled values otherwise.
   *
   * @param fileBands names of the file's bands, in file order, without an alpha band
   * @param wanted names of the requested bands, in the requested order
   * @param part the part to read
   * @param nodata nodata value that overrides the file's own, or null
   * @param scale scale and offset that override those of the file's bands, or null
   */
  public static ImageRaster readMeasured(
      Path file,
      List<Band> fileBands,
      List<String> wanted,
      Window part,
      @Nullable Double nodata,
      @Nullable BandScale scale) {
    try (RasterSource source = RasterFile.of(file).open(fileBands.size())) {
      NamedBands.require(source, names(fileBands));
      int[] channels = NamedBands.indices(file.toString(), names(fileBands), wanted);
      float[] values = source.measured(channels, 0, part, fileBands.size(), nodata, scale);
      return of(values, wanted, part, GeoTiffReader.info(file));
    }
  }

  /** Reports a file of another number of bands. */
  private static void requireBands(Path file, List<Band> fileBands) {
    try (RasterSource source = RasterFile.of(file).open(fileBands.size())) {
      NamedBands.require(source, names(fileBands));
    }
  }

  /** A part of a window of a file, such as of a chip. */
  public static Window part(Window window, ImagePart.Choice choice) {
    ImagePart part = choice.of(window.height(), window.width());
    return new Window(
        window.row() + part.row(), window.col() + part.column(), part.height(), part.width());
  }

  private static ImageRaster of(
      float[] values, List<String> wanted, Window part, GeoTiffInfo info) {
    Image image = new Image(values, wanted.size(), 1, part.height(), part.width());
    return new ImageRaster(image, info, part);
  }

  private static List<String> names(List<Band> bands) {
    return bands.stream().map(Band::name).toList();
  }
}
