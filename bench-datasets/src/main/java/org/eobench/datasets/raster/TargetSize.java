package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.datasets.raster.formats.Grid;

/** Checks that a target map has the size of its image. */
public final class TargetSize {
  private TargetSize() {}

  /**
   * @param file the map
   * @param next the next step if its size differs from that of the image
   * @throws BenchException if it does
   */
  public static void require(String file, Grid map, Grid image, String next) {
    if (!map.isSameSize(image)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "MaskSize",
                  String.format(
                      Locale.ROOT, "the mask has %d rows x %d columns", map.height(), map.width()))
              .at(file)
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "the %d rows x %d columns of its image",
                      image.height(),
                      image.width()))
              .next(next));
    }
  }

  /** Like {@link #require(String, Grid, Grid, String)}, for the headers of GeoTIFFs. */
  static void require(Path file, GeoTiffInfo map, GeoTiffInfo image) {
    require(
        file.toString(), Grid.of(map), Grid.of(image), "check that image and mask belong together");
  }
}
