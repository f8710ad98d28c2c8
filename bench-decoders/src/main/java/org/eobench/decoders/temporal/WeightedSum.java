package org.eobench.decoders.temporal;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * One weight per date and one bias, shared by all features, positions and levels. A missing date
 * adds nothing. Tensors are {@code weight [1,T]} and {@code bias [1]}.
 */
final class WeightedSum extends DateMerger {
  private final Linear layer;

  /**
   * @param frames T, number of dates
   */
  WeightedSum(TorchOps ops, int frames) {
    layer = child("", new Linear(ops, frames, 1, true));
  }

  @Override
  NDArray forward(NDArray maps, List<Acquisition> acquisitions, @Nullable NDArray mask) {
    NDArray counted = mask == null ? maps : maps.mul(mask);
    return layer.forward(counted.transpose(0, 1, 3, 4, 2)).squeeze(4);
  }
}
