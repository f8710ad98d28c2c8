package org.eobench.datasets.quickstart;

import org.eobench.core.dataset.TaskKind;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.segmentation.Segmentation;

/** The targets of the synthetic chips of a data set. */
public enum QuickstartKind {
  /** Burned pixels. */
  SEGMENTATION("quickstart", Segmentation.KIND),
  /** Pixels that burned between two dates. */
  CHANGE("quickstart_change", Segmentation.CHANGE_DETECTION),
  /** The percentage of each pixel that living plants cover. */
  REGRESSION("quickstart_regression", Regression.KIND),
  /** The largest cover of a chip. */
  CLASSIFICATION("quickstart_classification", Classification.KIND),
  /** All larger covers of a chip. */
  MULTI_LABEL("quickstart_multilabel", MultiLabelClassification.KIND);

  private final String key;
  private final TaskKind task;

  QuickstartKind(String key, TaskKind task) {
    this.key = key;
    this.task = task;
  }

  /** The registry key of the data set. */
  public String key() {
    return key;
  }

  /** The task its targets are for. */
  TaskKind task() {
    return task;
  }

  /** Number of dates per sample. */
  int frames() {
    return this == CHANGE ? 2 : 1;
  }

  /** Whether targets belong to whole chips. */
  boolean ofWholeChips() {
    return this == CLASSIFICATION || this == MULTI_LABEL;
  }

  /** Name of the file with the target of a chip. */
  String targetFile(String stem) {
    return switch (this) {
      case SEGMENTATION, CHANGE -> stem + QuickstartFiles.MASK_END;
      case REGRESSION -> stem + QuickstartFiles.PLANTS_END;
      case CLASSIFICATION, MULTI_LABEL -> QuickstartFiles.CLASSES;
    };
  }
}
