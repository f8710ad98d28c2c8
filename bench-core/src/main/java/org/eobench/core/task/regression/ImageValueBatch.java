package org.eobench.core.task.regression;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.dataset.BatchTargets;

/**
 * The values of the images of a batch; float32 {@code [B,1]} on a device, as the logits.
 *
 * @param values NaN where nothing was measured
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageValueBatch(float[] values) implements BatchTargets {
  @Override
  public int samples() {
    return values.length;
  }

  @Override
  public NDArray on(NDManager owner) {
    return owner.create(values, new Shape(values.length, 1));
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
