package org.eobench.core.task.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;

/**
 * From logits to class indices and how sure they are. Classes are compared one after another, as
 * libtorch finds the highest of few classes on a CPU some twenty times as slowly.
 */
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
    try (NDManager scope = logits.getManager().newSubManager()) {
      if (logits.getShape().get(1) == 1) {
        NDArray above = logits.getNDArrayInternal().sigmoid().gt(0.5f);
        above.attach(scope);
        return above.toType(DataType.INT32, false).toIntArray();
      }
      NDArray highest = plane(logits, 0, scope);
      NDArray classes = scope.zeros(highest.getShape(), DataType.INT32);
      for (int klass = 1; klass < logits.getShape().get(1); klass++) {
        try (NDArray logit = plane(logits, klass, scope);
            NDArray label = scope.create(klass);
            NDArray before = highest;
            NDArray known = classes;
            NDArray stays = before.gte(logit)) {
          classes = NDArrays.where(stays, known, label);
          highest = before.maximum(logit);
        }
      }
      return classes.toIntArray();
    }
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
      try (NDManager scope = logits.getManager().newSubManager();
          NDArray probabilities = logits.softmax(1)) {
        NDArray highest = plane(probabilities, 0, scope);
        for (int klass = 1; klass < logits.getShape().get(1); klass++) {
          try (NDArray probability = plane(probabilities, klass, scope);
              NDArray before = highest) {
            highest = before.maximum(probability);
          }
        }
        return highest.toFloatArray();
      }
    }
    float[] confidence = logits.getNDArrayInternal().sigmoid().toFloatArray();
    for (int i = 0; i < confidence.length; i++) {
      confidence[i] = Math.max(confidence[i], 1 - confidence[i]);
    }
    return confidence;
  }

  /**
   * The probabilities of all classes: the softmax, or for a single channel what the sigmoid leaves
   * to 1, and the sigmoid.
   *
   * @param logits {@code [B,K,H,W]}
   * @return {@code [B,K,H,W]} in C order, with K = 2 for a single channel
   */
  public static float[] probabilities(NDArray logits) {
    if (logits.getShape().get(1) > 1) {
      try (NDArray probabilities = logits.softmax(1)) {
        return probabilities.toFloatArray();
      }
    }
    float[] ones = logits.getNDArrayInternal().sigmoid().toFloatArray();
    int plane = (int) (logits.getShape().get(2) * logits.getShape().get(3));
    float[] both = new float[2 * ones.length];
    for (int i = 0; i < ones.length; i++) {
      int start = i / plane * 2 * plane + i % plane;
      both[start] = 1 - ones[i];
      both[start + plane] = ones[i];
    }
    return both;
  }

  /** The map of one class, {@code [B,H,W]}, without a copy. */
  private static NDArray plane(NDArray maps, int klass, NDManager scope) {
    NDArray plane = maps.get(new NDIndex().addAllDim().addIndices(klass));
    plane.attach(scope);
    return plane;
  }
}
