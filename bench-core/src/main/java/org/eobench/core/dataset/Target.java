package org.eobench.core.dataset;

/**
 * What a sample's prediction is compared with; which kind it is depends on the {@link TaskKind}.
 */
public sealed interface Target permits LabelMap, ValueMap, ImageClass, ImageClasses {
  /** Rows of a map, or 0 where the target is of the image as a whole. */
  default int height() {
    return 0;
  }

  /** Columns of a map, or 0 where the target is of the image as a whole. */
  default int width() {
    return 0;
  }

  /** Whether there is one value for each pixel. */
  default boolean dense() {
    return height() > 0;
  }
}
