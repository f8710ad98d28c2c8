package org.eobench.encoders.multimodal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Fusion of each token by itself: both vectors one after the other, radar first, through a linear
 * layer to 4·D features, layer norm, exact GELU and a linear layer to D features. The names are
 * {@code linear_fuse.0}, {@code linear_fuse.1} and {@code linear_fuse.3}.
 */
final class LinearFusion extends Fusion {
  private static final double EPS = 1e-5;

  private final TorchOps ops;
  private final Linear widen;
  private final LayerNorm norm;
  private final Linear narrow;

  LinearFusion(TorchOps ops, int width) {
    this.ops = ops;
    widen = child("linear_fuse.0", new Linear(ops, 2 * width, 4 * width, true));
    norm = child("linear_fuse.1", new LayerNorm(ops, 4 * width, EPS));
    narrow = child("linear_fuse.3", new Linear(ops, 4 * width, width, true));
  }

  @Override
  NDArray forward(NDArray radar, NDArray optical) {
    NDArray both = NDArrays.concat(new NDList(radar, optical), -1);
    return narrow.forward(ops.gelu(norm.forward(widen.forward(both))));
  }
}
