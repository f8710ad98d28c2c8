package org.eobench.core.task.regression;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.dataset.BatchTargets;

/**
 * The maps of values of a batch, in C order {@code [B,H,W]}; float32 {@code [B,H,W]} on a device.
 *
 * @param values NaN where nothing was measured
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ValueMapBatch(float[] values, int samples, int height, int width)
    implements BatchTargets {
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
