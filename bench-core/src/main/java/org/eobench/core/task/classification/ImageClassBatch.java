package org.eobench.core.task.classification;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.TargetVisitor;

/**
 * The classes of the images of a batch, {@code [B]}; int64 {@code [B]} on a device.
 *
 * @param labels class indices or the ignore index
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageClassBatch(int[] labels) implements BatchTargets {
  @Override
  public int samples() {
    return labels.length;
  }

  @Override
  public NDArray on(NDManager owner) {
    return BatchTargets.labels(labels, new Shape(labels.length), owner);
  }

  @Override
  public void report(TargetVisitor visitor) {
    for (int label : labels) {
      visitor.label(label);
    }
  }

  @Override
  public boolean anyCounts(int ignoreIndex) {
    return BatchTargets.anyCounts(labels, ignoreIndex);
  }
}
