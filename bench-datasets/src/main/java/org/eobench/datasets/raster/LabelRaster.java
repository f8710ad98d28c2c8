package org.eobench.datasets.raster;

import java.nio.file.Path;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.MaskKind;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.raster.formats.Opacity;
import org.eobench.datasets.raster.formats.OwnScale;
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
      boolean[] hidden = hidden(reader, part);
      int[] labels =
          info.type().isShort()
              ? reader.readInts(FIRST_BAND, part)
              : wide(reader.readDoubles(FIRST_BAND, part), info, spec, hidden, file, part);
      if (info.type().isShort()) {
        mend(labels, info, spec, hidden, file, part);
      }
      return new LabelMap(labels, part.height(), part.width());
    }
  }

  /** Where the file's own mask or alpha band hides labels; null if it has none. */
  private static boolean @Nullable [] hidden(GeoTiffReader reader, Window part) {
    if (reader.maskKind() == MaskKind.NONE && !reader.info().opacity()) {
      return null;
    }
    float[] shown = new float[part.height() * part.width()];
    reader.hide(shown, FIRST_BAND, part);
    Opacity.hide(reader, shown, FIRST_BAND.length, part);
    boolean[] hidden = new boolean[shown.length];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = Float.isNaN(shown[i]);
    }
    return hidden;
  }

  /** Labels of types that an int does not hold. */
  private static int[] wide(
      double[] values,
      GeoTiffInfo info,
      DatasetSpec spec,
      boolean @Nullable [] hidden,
      Path file,
      Window part) {
    boolean keepsNodata = nodataIsClass(info, spec);
    int[] labels = new int[values.length];
    for (int i = 0; i < labels.length; i++) {
      boolean empty =
          Double.isNaN(values[i])
              || (hidden != null && hidden[i])
              || (!keepsNodata && info.isNodata(values[i]));
      if (!empty && !isClass(values[i], spec) && values[i] != spec.ignoreIndex()) {
        throw UnknownLabel.of(info.type().text(values[i]), file.toString(), part, i, spec);
      }
      labels[i] = empty ? spec.ignoreIndex() : (int) values[i];
    }
    return labels;
  }

  /** Replaces labels that do not count by the ignore index, in place. */
  private static void mend(
      int[] labels,
      GeoTiffInfo info,
      DatasetSpec spec,
      boolean @Nullable [] hidden,
      Path file,
      Window part) {
    Double nodata = info.nodata();
    double none = nodata == null || nodataIsClass(info, spec) ? Double.NaN : nodata;
    int classes = spec.numClasses();
    int ignored = spec.ignoreIndex();
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      if (label == none || (hidden != null && hidden[i])) {
        labels[i] = ignored;
      } else if ((label < 0 || label >= classes) && label != ignored) {
        throw UnknownLabel.of(info.type().text(label), file.toString(), part, i, spec);
      }
    }
  }

  /** Whether the file's nodata value is the number of a class, and so no mark of missing labels. */
  private static boolean nodataIsClass(GeoTiffInfo info, DatasetSpec spec) {
    Double nodata = info.nodata();
    return nodata != null && isClass(nodata, spec);
  }

  private static boolean isClass(double value, DatasetSpec spec) {
    return value >= 0 && value < spec.numClasses() && value == Math.rint(value);
  }
}
