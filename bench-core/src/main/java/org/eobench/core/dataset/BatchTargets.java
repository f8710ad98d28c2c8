package org.eobench.core.dataset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** The targets of a batch, laid one after the other on the host. */
public interface BatchTargets {
  /** B, the number of samples. */
  int samples();

  /** Rows of each map, or 0 where a target is of the image as a whole. */
  default int height() {
    return 0;
  }

  /** Columns of each map, or 0 where a target is of the image as a whole. */
  default int width() {
    return 0;
  }

  /**
   * The targets as losses take them, such as int64 {@code [B,H,W]} of labels; each task's targets
   * say what they become.
   *
   * @param owner whose array it becomes, on whose device
   */
  NDArray on(NDManager owner);

  /**
   * Whether a sample is scored. By default it is; pixels that do not count are the metrics'
   * concern.
   *
   * @param sample position in the batch
   */
  default boolean isScored(int sample) {
    return true;
  }

  /** Tells everything that the targets say, one after the other; nothing by default. */
  default void report(TargetVisitor visitor) {}

  /** Whether anything in the batch can be learnt from. */
  boolean anyCounts(int ignoreIndex);

  /**
   * Labels as int64 on a device. They travel as int32, half the bytes.
   *
   * @param owner whose array it becomes, on whose device
   */
  static NDArray labels(int[] labels, Shape shape, NDManager owner) {
    try (NDArray narrow = owner.create(labels, shape)) {
      return narrow.toType(DataType.INT64, false);
    }
  }

  /** Whether any label is not the ignore index. */
  static boolean anyCounts(int[] labels, int ignoreIndex) {
    for (int label : labels) {
      if (label != ignoreIndex) {
        return true;
      }
    }
    return false;
  }
}
