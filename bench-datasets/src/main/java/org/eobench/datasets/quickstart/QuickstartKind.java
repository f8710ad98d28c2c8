package org.eobench.datasets.quickstart;

import org.eobench.core.dataset.TaskKind;

/** What the drawn chips of a data set are asked for. */
public enum QuickstartKind {
  /** Where it burnt. */
  SEGMENTATION("quickstart", TaskKind.SEGMENTATION),
  /** What burnt between two dates. */
  CHANGE("quickstart_change", TaskKind.CHANGE_DETECTION),
  /** How much of each pixel living plants cover. */
  REGRESSION("quickstart_regression", TaskKind.REGRESSION),
  /** What covers most of a chip. */
  CLASSIFICATION("quickstart_classification", TaskKind.CLASSIFICATION),
  /** All that covers a good part of a chip. */
  MULTI_LABEL("quickstart_multilabel", TaskKind.MULTI_LABEL_CLASSIFICATION);

  private final String key;
  private final TaskKind task;

  QuickstartKind(String key, TaskKind task) {
    this.key = key;
    this.task = task;
  }

  /** The registry key of the data set. */
  String key() {
    return key;
  }

  /** The task its targets are for. */
  TaskKind task() {
    return task;
  }

  /** Dates of a sample. */
  int frames() {
    return this == CHANGE ? 2 : 1;
  }

  /** Whether chips have classes as a whole. */
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
