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
   * The targets as losses take them: int64 {@code [B,H,W]} of labels, float32 {@code [B,H,W]} of
   * values, int64 {@code [B]} of classes, or float32 {@code [B,K]} of ones and zeros.
   *
   * @param owner whose array it becomes, on whose device
   */
  NDArray on(NDManager owner);

  /** Whether anything in the batch can be learnt from. */
  boolean anyCounts(int ignoreIndex);

  /** Label maps, in C order {@code [B,H,W]}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Labels(int[] labels, int samples, int height, int width) implements BatchTargets {
    @Override
    public NDArray on(NDManager owner) {
      return wide(labels, new Shape(samples, height, width), owner);
    }

    @Override
    public boolean anyCounts(int ignoreIndex) {
      return anyOther(labels, ignoreIndex);
    }
  }

  /** Maps of values, in C order {@code [B,H,W]}; NaN where nothing was measured. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Values(float[] values, int samples, int height, int width) implements BatchTargets {
    @Override
    public NDArray on(NDManager owner) {
      return owner.create(values, new Shape(samples, height, width));
    }

    @Override
    public boolean anyCounts(int ignoreIndex) {
      for (float value : values) {
        if (!Float.isNaN(value)) {
          return true;
        }
      }
      return false;
    }
  }

  /** One class for each image, {@code [B]}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Classes(int[] labels) implements BatchTargets {
    @Override
    public int samples() {
      return labels.length;
    }

    @Override
    public NDArray on(NDManager owner) {
      return wide(labels, new Shape(labels.length), owner);
    }

    @Override
    public boolean anyCounts(int ignoreIndex) {
      return anyOther(labels, ignoreIndex);
    }
  }

  /**
   * The classes each image shows, ones and zeros in C order {@code [B,K]}; NaN of an image whose
   * classes do not count.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ManyClasses(float[] present, int samples) implements BatchTargets {
    /** K, the number of classes. */
    public int classes() {
      return present.length / samples;
    }

    @Override
    public NDArray on(NDManager owner) {
      return owner.create(present, new Shape(samples, classes()));
    }

    @Override
    public boolean anyCounts(int ignoreIndex) {
      for (int i = 0; i < samples; i++) {
        if (counts(i)) {
          return true;
        }
      }
      return false;
    }

    /** Whether the classes of an image of the batch count. */
    public boolean counts(int image) {
      return !Float.isNaN(present[image * classes()]);
    }
  }

  /** As int32 to the device, where they become what a loss takes: half the bytes on the way. */
  private static NDArray wide(int[] labels, Shape shape, NDManager owner) {
    try (NDArray narrow = owner.create(labels, shape)) {
      return narrow.toType(DataType.INT64, false);
    }
  }

  private static boolean anyOther(int[] labels, int ignoreIndex) {
    for (int label : labels) {
      if (label != ignoreIndex) {
        return true;
      }
    }
    return false;
  }
}
