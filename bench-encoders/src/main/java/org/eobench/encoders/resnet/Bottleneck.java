package org.eobench.encoders.resnet;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.torch.TorchOps;

/**
 * 1×1, 3×3 and 1×1 convolutions, the block of ResNet-50 and deeper. The stride is in the 3×3
 * convolution, as in torchvision and all published weights ("ResNet v1.5"), instead of the first
 * one as in the paper.
 */
final class Bottleneck extends ResidualBlock {
  /** Output features per inner feature. */
  static final int EXPANSION = 4;

  private final Layer reduce;
  private final Layer spatial;
  private final Layer expand;

  Bottleneck(TorchOps ops, int in, int width, int stride) {
    super(ops);
    int out = width * EXPANSION;
    reduce = layer(1, in, width, 1, 1, Activation.RELU);
    spatial = layer(2, width, width, 3, stride, Activation.RELU);
    expand = layer(3, width, out, 1, 1, Activation.NONE);
    shortcut(in, out, stride);
  }

  @Override
  NDArray branch(NDArray x) {
    return expand.forward(spatial.forward(reduce.forward(x)));
  }
}
