package org.eobench.encoders.resnet;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.torch.TorchOps;

/** Two 3×3 convolutions, the block of ResNet-18 and ResNet-34. */
final class BasicBlock extends ResidualBlock {
  private final Layer first;
  private final Layer second;

  BasicBlock(TorchOps ops, int in, int width, int stride) {
    super(ops);
    first = layer(1, in, width, 3, stride, Activation.RELU);
    second = layer(2, width, width, 3, 1, Activation.NONE);
    shortcut(in, width, stride);
  }

  @Override
  NDArray branch(NDArray x) {
    return second.forward(first.forward(x));
  }
}
