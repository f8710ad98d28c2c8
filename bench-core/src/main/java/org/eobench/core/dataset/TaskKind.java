package org.eobench.core.dataset;

import java.util.Locale;

/** What is predicted from an image: the kind of a data set's targets and of a decoder's output. */
public enum TaskKind {
  /** A class for each pixel: {@link LabelMap}. */
  SEGMENTATION(LabelMap.class),
  /** A class for each pixel of two dates, what changed between them: {@link LabelMap}. */
  CHANGE_DETECTION(LabelMap.class),
  /** A measured value for each pixel: {@link ValueMap}. */
  REGRESSION(ValueMap.class),
  /** A class for each image: {@link ImageClass}. */
  CLASSIFICATION(ImageClass.class),
  /** Any number of classes for each image: {@link ImageClasses}. */
  MULTI_LABEL_CLASSIFICATION(ImageClasses.class);

  private final Class<? extends Target> target;

  TaskKind(Class<? extends Target> target) {
    this.target = target;
  }

  /** The kind of target of each sample. */
  public Class<? extends Target> target() {
    return target;
  }

  /** Whether there is a prediction for each pixel, and not one for each image. */
  public boolean dense() {
    return target == LabelMap.class || target == ValueMap.class;
  }

  /** Whether classes are predicted, and not values. */
  public boolean classes() {
    return target != ValueMap.class;
  }

  /** Whether data of one kind can be used as data of the other: their targets are alike. */
  public boolean fits(TaskKind other) {
    return target == other.target;
  }

  /** As configs write it, such as {@code change_detection}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
