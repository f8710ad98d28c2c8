package org.eobench.datasets.raster;

import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.LabelMap;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.geotiff.Window;
import org.jspecify.annotations.Nullable;

/**
 * Reads label maps of one band and refuses values that are neither a class, nor the ignore index,
 * nor the mask's own nodata value or NaN, which read as the ignore index, as does what a mask of
 * the file itself hides.
 */
public final class LabelRaster {
  private static final int[] FIRST_BAND = {0};

  private LabelRaster() {}

  /**
   * Reads a mask.
   *
   * @param window what to read, or null for all
   * @param image size that the whole mask must have
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

  /** What the mask's own mask, or its opacity, hides is no label. */
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

  /** What the mask itself calls "no data" is ignored, unless it is the number of a class. */
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
        Problem.of(
                "UnknownLabel",
                String.format(Locale.ROOT, "the label %s stands for no class", label))
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
                        "if it stands for no label, give `dataset.ignore_index=%s`; otherwise"
                            + " correct the mask, or dataset.classes",
                        label)
                    : "correct the mask, or dataset.classes"));
  }
}
