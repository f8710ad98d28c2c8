package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTiffInfo;

/** Checks that a target map has the size of its image. */
final class TargetSize {
  private TargetSize() {}

  /**
   * @param file the map
   * @throws BenchException if its size differs from that of the image
   */
  static void require(Path file, GeoTiffInfo map, GeoTiffInfo image) {
    if (map.height() != image.height() || map.width() != image.width()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "MaskSize",
                  String.format(
                      Locale.ROOT, "the mask has %d rows x %d columns", map.height(), map.width()))
              .at(file.toString())
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "the %d rows x %d columns of its image",
                      image.height(),
                      image.width()))
              .next("check that image and mask belong together"));
    }
  }
}
