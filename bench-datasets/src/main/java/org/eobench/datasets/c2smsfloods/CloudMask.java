package org.eobench.datasets.c2smsfloods;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.GridAgreement;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;

/**
 * The mask {@code LabelCloud.tif}: 0 clear, 1 cloud, 2 shadow.
 *
 * @param covered whether a pixel has a cloud or a shadow, {@code [H,W]} in C order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CloudMask(boolean[] covered) {
  private static final int SHADOW = 2;

  /**
   * Reads a mask.
   *
   * @param grid grid of the image
   * @throws BenchException if it has another size or other values
   */
  static CloudMask read(Path file, Grid grid, Window window) {
    try (RasterSource source = RasterFile.of(file).open(1)) {
      GridAgreement.requireSame(file, source.header().grid(), grid);
      double[] stored = source.stored(new int[] {0}, 0, window, 1);
      boolean[] covered = new boolean[stored.length];
      for (int i = 0; i < stored.length; i++) {
        if (stored[i] != 0 && stored[i] != 1 && stored[i] != SHADOW) {
          throw unknown(file, window, i, stored[i]);
        }
        covered[i] = stored[i] != 0;
      }
      return new CloudMask(covered);
    }
  }

  private static BenchException unknown(Path file, Window window, int index, double value) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "UnknownLabel",
                String.format(Locale.ROOT, "the mask of clouds has the value %s", value))
            .at(
                String.format(
                    Locale.ROOT,
                    "%s, row %d, col %d",
                    file,
                    window.row() + index / window.width(),
                    window.col() + index % window.width()))
            .expecting("0 (clear), 1 (cloud) or 2 (shadow)")
            .next("correct the mask, or use all pixels with `dataset.clouds=keep`"));
  }

  /** Sets the covered pixels of all bands to a value, in place. */
  void fill(Map<String, Image> images, float value) {
    for (Image image : images.values()) {
      float[] data = image.data();
      for (int i = 0; i < data.length; i++) {
        if (covered[i % covered.length]) {
          data[i] = value;
        }
      }
    }
  }

  /** Sets the covered labels to a value, in place. */
  void fill(int[] labels, int value) {
    for (int i = 0; i < labels.length; i++) {
      if (covered[i]) {
        labels[i] = value;
      }
    }
  }
}
