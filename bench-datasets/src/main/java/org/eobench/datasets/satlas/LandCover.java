package org.eobench.datasets.satlas;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.raster.GridAgreement;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;

/**
 * Labels of land cover. The files store 0 for invalid pixels, which do not count, and the number of
 * the class, from 1.
 */
final class LandCover {
  private LandCover() {}

  /**
   * Reads labels.
   *
   * @param image grid of the image
   * @throws BenchException if the file has another size, or a value that is no class
   */
  static Target read(Path file, Window window, Grid image, DatasetSpec spec) {
    try (RasterSource source = RasterFile.of(file).open(1)) {
      GridAgreement.requireSame(file, source.header().grid(), image);
      double[] stored = source.stored(new int[] {0}, 0, window, 1);
      int[] labels = new int[stored.length];
      for (int i = 0; i < labels.length; i++) {
        double value = stored[i];
        if (!(value >= 0 && value <= spec.numClasses())) {
          throw unknown(file, window, i, value, spec);
        }
        labels[i] = value == 0 ? spec.ignoreIndex() : (int) value - 1;
      }
      return new LabelMap(labels, window.height(), window.width());
    }
  }

  private static BenchException unknown(
      Path file, Window window, int index, double value, DatasetSpec spec) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "UnknownLabel",
                String.format(Locale.ROOT, "the label %.0f is no class of land cover", value))
            .at(
                String.format(
                    Locale.ROOT,
                    "%s, row %d, col %d",
                    file,
                    window.row() + index / window.width(),
                    window.col() + index % window.width()))
            .expecting(
                String.format(
                    Locale.ROOT,
                    "0 (invalid), or 1 to %d (%s)",
                    spec.numClasses(),
                    String.join(", ", spec.classes())))
            .next("download the labels again, or correct dataset.classes"));
  }
}
