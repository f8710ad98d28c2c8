package org.eobench.core.task.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** From logits to class indices and how sure they are. */
public final class PredictedClasses {
  private PredictedClasses() {}

  /**
   * The class of each pixel: the one with the highest logit, the lowest among equals; with a single
   * channel, class 1 where the sigmoid exceeds one half.
   *
   * @param logits {@code [B,K,H,W]}
   * @return labels in C order, {@code [B,H,W]}
   */
  public static int[] of(NDArray logits) {
    NDArray classes =
        logits.getShape().get(1) == 1
            ? logits.getNDArrayInternal().sigmoid().gt(0.5f)
            : logits.argMax(1);
    return classes.toType(DataType.INT32, false).toIntArray();
  }

  /**
   * The probability of that class: the highest of the softmax over classes, or for a single channel
   * the sigmoid or what it leaves to 1, whichever is more.
   *
   * @param logits {@code [B,K,H,W]}
   * @return values in {@code [1/K,1]} in C order, {@code [B,H,W]}
   */
  public static float[] confidence(NDArray logits) {
    if (logits.getShape().get(1) > 1) {
      return logits.softmax(1).max(new int[] {1}).toFloatArray();
    }
    float[] confidence = logits.getNDArrayInternal().sigmoid().toFloatArray();
    for (int i = 0; i < confidence.length; i++) {
      confidence[i] = Math.max(confidence[i], 1 - confidence[i]);
    }
    return confidence;
  }
}
