package org.eobench.datasets.raster.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.GeoTiffInfo;

/** Scale and offset from a file's header, if they are usable. */
public final class OwnScale {
  private static final String RESET = "`gdal_edit.py -scale 1 -offset 0 FILE`";

  private OwnScale() {}

  /**
   * @param band from 0
   * @throws BenchException if they would make all values equal
   */
  public static BandScale of(Path file, GeoTiffInfo info, int band) {
    BandScale own = info.scales().isEmpty() ? BandScale.NONE : info.scales().get(band);
    if (own.scale() == 0 || !Double.isFinite(own.scale()) || !Double.isFinite(own.offset())) {
      throw problem(
          file.toString(),
          text("band " + (band + 1), own),
          "finite numbers and a scale other than 0",
          "correct the file with "
              + RESET
              + ", or set the scale of the modality, such as `+dataset.scale.optical=1`");
    }
    return own;
  }

  /**
   * @param file a class map
   * @throws BenchException if it defines a scale, which would change the class numbers
   */
  public static void requireNone(Path file, GeoTiffInfo info) {
    requireNone(file.toString(), info.scales());
  }

  /** Like {@link #requireNone(Path, GeoTiffInfo)}, for a class map of any format. */
  public static void requireNone(RasterHeader header) {
    requireNone(header.place(), header.scales());
  }

  private static void requireNone(String place, List<BandScale> scales) {
    if (!scales.isEmpty() && scales.get(0).changes()) {
      throw problem(
          place,
          text("the mask", scales.get(0)),
          "unscaled class numbers",
          "if the stored numbers are the classes, remove the scale with " + RESET);
    }
  }

  private static String text(String what, BandScale own) {
    return String.format(
        Locale.ROOT, "%s has the scale %s and the offset %s", what, own.scale(), own.offset());
  }

  private static BenchException problem(String place, String what, String expected, String next) {
    return new BenchException(
        ExitCode.DATA, Problem.of("BandScale", what).at(place).expecting(expected).next(next));
  }
}
