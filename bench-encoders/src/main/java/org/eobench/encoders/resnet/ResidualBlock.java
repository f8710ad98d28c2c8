package org.eobench.encoders.resnet;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/** {@code relu(branch(x) + shortcut(x))}; the shortcut is x itself if the shapes are equal. */
abstract class ResidualBlock extends Module {
  private static final String ADD_RELU =
      """
      def forward(self, x, shortcut):
        return torch.relu_(torch.add(x, shortcut))
      """;

  private final TorchOps ops;
  private @Nullable Layer downsample;

  ResidualBlock(TorchOps ops) {
    this.ops = ops;
  }

  /** A convolution with its batch norm. */
  record Layer(TorchOps ops, Conv2d conv, BatchNorm2d norm, Activation activation) {
    NDArray forward(NDArray x) {
      return ConvNormAct.forward(ops, conv, norm, activation, x);
    }
  }

  /**
   * Convolution {@code number} of the branch, with padding, so that only the stride reduces the map
   * size.
   */
  final Layer layer(int number, int in, int out, int kernel, int stride, Activation activation) {
    Conv2d conv = child("conv" + number, convolution(ops, in, out, kernel, stride));
    return new Layer(ops, conv, child("bn" + number, new BatchNorm2d(ops, out)), activation);
  }

  /** Declares the projection of x to the shape of the branch's output, if one is needed. */
  final void shortcut(int in, int out, int stride) {
    if (stride > 1 || in != out) {
      Conv2d conv = child("downsample.0", convolution(ops, in, out, 1, stride));
      BatchNorm2d norm = child("downsample.1", new BatchNorm2d(ops, out));
      downsample = new Layer(ops, conv, norm, Activation.NONE);
    }
  }

  /** A convolution without bias, with the initialization of He et al. 2015. */
  static Conv2d convolution(TorchOps ops, int in, int out, int kernel, int stride) {
    ConvOptions options = ConvOptions.DEFAULT.stride(stride).padding(kernel / 2);
    return new Conv2d(ops, in, out, kernel, false, options, Inits.kaimingNormalFanOut());
  }

  /** {@code [B,in,H,W]} to {@code [B,out,⌈H/stride⌉,⌈W/stride⌉]}. */
  final NDArray forward(NDArray x) {
    return ops.call(ADD_RELU, branch(x), downsample == null ? x : downsample.forward(x));
  }

  /** Applies the convolutions, without the last activation. */
  abstract NDArray branch(NDArray x);
}
