package org.eobench.datasets.geobench;

import java.util.List;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.datasets.raster.UnknownLabel;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterSource;

/** The target of a sample: the label in its metadata, or the array of its label map. */
final class SampleTarget {
  /** The tasks that the files have labels for. */
  static final List<TaskKind> TASKS =
      List.of(Classification.KIND, MultiLabelClassification.KIND, Segmentation.KIND);

  private SampleTarget() {}

  static Target read(
      SampleBands arrays, SampleMetadata metadata, Grid grid, Window window, DatasetSpec spec) {
    if (spec.task().equals(Classification.KIND)) {
      double[] label = metadata.label();
      if (label.length != 1) {
        throw metadata.mismatch(label.length + " labels", "the class of the image");
      }
      return new ImageClass((int) label[0]);
    }
    if (spec.task().equals(MultiLabelClassification.KIND)) {
      return labels(metadata, spec);
    }
    return spec.task().equals(NoTarget.KIND)
        ? NoTarget.NONE
        : map(arrays.labels(grid), window, spec);
  }

  private static Target labels(SampleMetadata metadata, DatasetSpec spec) {
    double[] label = metadata.label();
    boolean[] present = new boolean[label.length];
    for (int i = 0; i < present.length; i++) {
      if (label[i] != 0 && label[i] != 1) {
        throw metadata.mismatch(
            "the label " + label[i] + " of the class " + i, "0 or 1 for each class");
      }
      present[i] = label[i] == 1;
    }
    if (present.length != spec.numClasses()) {
      throw metadata.mismatch(
          "labels for " + present.length + " classes",
          "labels for the " + spec.numClasses() + " classes of dataset.classes");
    }
    return new ImageClasses(present);
  }

  private static Target map(RasterSource source, Window window, DatasetSpec spec) {
    double[] stored = source.stored(new int[] {0}, 0, window, 1);
    int[] labels = new int[stored.length];
    for (int i = 0; i < labels.length; i++) {
      double value = stored[i];
      boolean known =
          value == spec.ignoreIndex()
              || (value >= 0 && value < spec.numClasses() && value == Math.rint(value));
      if (!known) {
        throw UnknownLabel.of(
            source.header().type().text(value), source.header().place(), window, i, spec);
      }
      labels[i] = (int) value;
    }
    return new LabelMap(labels, window.height(), window.width());
  }
}
