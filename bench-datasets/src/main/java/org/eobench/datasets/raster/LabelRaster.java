package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.LabelMap;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.GeoTiffInfo;
import org.eobench.core.io.GeoTiffReader;
import org.eobench.core.io.Window;
import org.jspecify.annotations.Nullable;

/**
 * Reads label maps and refuses values that are neither a class, nor the ignore index, nor the
 * mask's own nodata value, which reads as the ignore index.
 */
public final class LabelRaster {
  private static final int[] FIRST_BAND = {0};

  private LabelRaster() {}

  /**
   * Reads band 1 of a mask.
   *
   * @param window what to read, or null for all
   * @param image size that the whole mask must have
   */
  public static Target read(
      Path file, @Nullable Window window, GeoTiffInfo image, DatasetSpec spec) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      TargetSize.require(file, info, image);
      Window part = window == null ? info.all() : window;
      double[] values = reader.readDoubles(FIRST_BAND, part);
      mendNodata(values, info.nodata(), spec);
      return new LabelMap(labels(values, file, part, spec), part.height(), part.width());
    }
  }

  /** What the mask itself calls "no data" is ignored, unless it is the number of a class. */
  private static void mendNodata(double[] values, @Nullable Double nodata, DatasetSpec spec) {
    if (nodata == null || (nodata >= 0 && nodata < spec.numClasses())) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      if (Double.compare(values[i], nodata) == 0) {
        values[i] = spec.ignoreIndex();
      }
    }
  }

  private static int[] labels(double[] values, Path file, Window window, DatasetSpec spec) {
    int[] labels = new int[values.length];
    for (int i = 0; i < labels.length; i++) {
      int label = (int) values[i];
      boolean known = label >= 0 && label < spec.numClasses();
      if (label != values[i] || (!known && label != spec.ignoreIndex())) {
        throw unknown(values[i], file, window, i, spec);
      }
      labels[i] = label;
    }
    return labels;
  }

  private static BenchException unknown(
      double value, Path file, Window window, int index, DatasetSpec spec) {
    int row = window.row() + index / window.width();
    int col = window.col() + index % window.width();
    String text = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "UnknownLabel",
                String.format(Locale.ROOT, "the label %s stands for no class", text))
            .at(String.format(Locale.ROOT, "%s, row %d, col %d", file, row, col))
            .expecting(
                String.format(
                    Locale.ROOT,
                    "0 to %d (%s), or the ignore index %d",
                    spec.numClasses() - 1,
                    String.join(", ", spec.classes()),
                    spec.ignoreIndex()))
            .next("correct the mask, or dataset.classes and dataset.ignore_index"));
  }
}
