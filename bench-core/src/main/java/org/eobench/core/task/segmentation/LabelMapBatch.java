package org.eobench.core.task.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.TargetVisitor;

/**
 * The label maps of a batch, in C order {@code [B,H,W]}; int64 {@code [B,H,W]} on a device.
 *
 * @param labels class indices or the ignore index
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LabelMapBatch(int[] labels, int samples, int height, int width)
    implements BatchTargets {

  /** The targets of a batch of segmentation or change detection. */
  public static LabelMapBatch of(BatchTargets targets) {
    return (LabelMapBatch) targets;
  }

  @Override
  public NDArray on(NDManager owner) {
    return BatchTargets.labels(labels, new Shape(samples, height, width), owner);
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
