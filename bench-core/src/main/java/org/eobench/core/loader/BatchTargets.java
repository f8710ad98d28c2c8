package org.eobench.core.loader;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.dataset.ImageClass;
import org.eobench.core.dataset.ImageClasses;
import org.eobench.core.dataset.LabelMap;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.ValueMap;

/** The targets of a batch, laid one after the other on the host. */
public sealed interface BatchTargets {
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

  /**
   * Lays targets of one kind and one size one after the other.
   *
   * @param targets at least one
   */
  static BatchTargets of(List<? extends Target> targets) {
    Target first = targets.get(0);
    int count = targets.size();
    if (first instanceof LabelMap map) {
      int[] labels = new int[count * map.labels().length];
      for (int i = 0; i < count; i++) {
        int[] one = ((LabelMap) targets.get(i)).labels();
        System.arraycopy(one, 0, labels, i * one.length, one.length);
      }
      return new Labels(labels, count, map.height(), map.width());
    }
    if (first instanceof ValueMap map) {
      float[] values = new float[count * map.values().length];
      for (int i = 0; i < count; i++) {
        float[] one = ((ValueMap) targets.get(i)).values();
        System.arraycopy(one, 0, values, i * one.length, one.length);
      }
      return new Values(values, count, map.height(), map.width());
    }
    if (first instanceof ImageClass) {
      return new Classes(targets.stream().mapToInt(one -> ((ImageClass) one).label()).toArray());
    }
    int classes = ((ImageClasses) first).present().length;
    float[] present = new float[count * classes];
    for (int i = 0; i < count; i++) {
      ImageClasses one = (ImageClasses) targets.get(i);
      for (int k = 0; k < classes; k++) {
        float shown = one.present()[k] ? 1 : 0;
        present[i * classes + k] = one.counts() ? shown : Float.NaN;
      }
    }
    return new ManyClasses(present, count);
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
