package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.segmentation.LabelMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads single-band label maps. The mask's own nodata value, NaN and pixels that a mask inside the
 * file hides become the ignore index. All other values must be a class or the ignore index.
 */
public final class LabelRaster {
  private static final int[] FIRST_BAND = {0};

  private LabelRaster() {}

  /**
   * Reads a mask.
   *
   * @param window the part to read, or null for the whole map
   * @param image required size of the whole mask
   */
  public static Target read(
      Path file, @Nullable Window window, GeoTiffInfo image, DatasetSpec spec) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      TargetBands.requireLabels(file, info);
      OwnScale.requireNone(file, info);
      TargetSize.require(file, info, image);
      Window part = window == null ? info.all() : window;
      double[] values = reader.readDoubles(FIRST_BAND, part);
      hide(reader, values, part);
      mendNodata(values, info, spec);
      return new LabelMap(
          labels(values, info.type(), file, part, spec), part.height(), part.width());
    }
  }

  /** Sets labels to the ignore index where the file's own mask or alpha band hides them. */
  private static void hide(GeoTiffReader reader, double[] values, Window part) {
    float[] shown = new float[values.length];
    reader.hide(shown, FIRST_BAND, part);
    Opacity.hide(reader, shown, FIRST_BAND.length, part);
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(shown[i])) {
        values[i] = Double.NaN;
      }
    }
  }

  /** Replaces the file's nodata value by the ignore index, unless it is the number of a class. */
  private static void mendNodata(double[] values, GeoTiffInfo info, DatasetSpec spec) {
    Double nodata = info.nodata();
    boolean isClass = nodata != null && isClass(nodata, spec);
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i]) || (!isClass && info.isNodata(values[i]))) {
        values[i] = spec.ignoreIndex();
      }
    }
  }

  private static int[] labels(
      double[] values, SampleType type, Path file, Window window, DatasetSpec spec) {
    int[] labels = new int[values.length];
    for (int i = 0; i < labels.length; i++) {
      if (!isClass(values[i], spec) && values[i] != spec.ignoreIndex()) {
        throw unknown(type.text(values[i]), file, window, i, spec);
      }
      labels[i] = (int) values[i];
    }
    return labels;
  }

  private static boolean isClass(double value, DatasetSpec spec) {
    return value >= 0 && value < spec.numClasses() && value == Math.rint(value);
  }

  private static BenchException unknown(
      String label, Path file, Window window, int index, DatasetSpec spec) {
    boolean whole = label.matches("-?\\d{1,9}");
    int row = window.row() + index / window.width();
    int col = window.col() + index % window.width();
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnknownLabel", String.format(Locale.ROOT, "the label %s is not a class", label))
            .at(String.format(Locale.ROOT, "%s, row %d, col %d", file, row, col))
            .expecting(
                String.format(
                    Locale.ROOT,
                    "0 to %d (%s), or the ignore index %d",
                    spec.numClasses() - 1,
                    String.join(", ", spec.classes()),
                    spec.ignoreIndex()))
            .next(
                whole
                    ? String.format(
                        Locale.ROOT,
                        "if it marks unlabelled pixels, set `dataset.ignore_index=%s`; otherwise"
                            + " correct the mask, or dataset.classes",
                        label)
                    : "correct the mask, or dataset.classes"));
  }
}
