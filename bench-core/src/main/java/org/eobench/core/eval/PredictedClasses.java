package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** From logits to class indices. */
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
}
