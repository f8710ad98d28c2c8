package org.eobench.decoders.muster;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.DropPath;

/** {@code identity + layers.1(gelu(layers.0.0(x)))}, applied to each position. */
final class ResidualMlp extends Module {
  private final TorchOps ops;
  private final Linear first;
  private final Linear second;
  private final DropPath dropPath;

  /**
   * @param dropPathRate probability in training that a sample keeps only its identity
   */
  ResidualMlp(TorchOps ops, int width, int hidden, double dropPathRate) {
    this.ops = ops;
    first = child("layers.0.0", new Linear(ops, width, hidden, true));
    second = child("layers.1", new Linear(ops, hidden, width, true));
    dropPath = child("dropout_layer", new DropPath(ops, dropPathRate));
  }

  /** Maps two arrays {@code [B,h,w,D]} to one of the same shape. */
  NDArray forward(NDArray x, NDArray identity) {
    NDArray branch = second.forward(ops.gelu(first.forward(x)));
    return identity.add(dropPath.forward(branch));
  }
}
