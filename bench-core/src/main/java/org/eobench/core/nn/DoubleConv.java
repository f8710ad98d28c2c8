package org.eobench.core.nn;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Two blocks of 3×3 convolution with bias, batch norm and ReLU. Names are the indices in PyTorch's
 * Sequential, where 2 and 5 are the activations: {@code conv.0, conv.1, conv.3, conv.4}.
 */
public final class DoubleConv extends Module {
  private final TorchOps ops;
  private final Conv2d firstConv;
  private final BatchNorm2d firstNorm;
  private final Conv2d secondConv;
  private final BatchNorm2d secondNorm;

  public DoubleConv(TorchOps ops, int in, int out) {
    this.ops = ops;
    firstConv = child("conv.0", new Conv2d(ops, in, out, 3, true));
    firstNorm = child("conv.1", new BatchNorm2d(ops, out));
    secondConv = child("conv.3", new Conv2d(ops, out, out, 3, true));
    secondNorm = child("conv.4", new BatchNorm2d(ops, out));
  }

  /** {@code [B,in,H,W]} to {@code [B,out,H,W]}. */
  public NDArray forward(NDArray x) {
    NDArray once = ConvNormAct.forward(ops, firstConv, firstNorm, Activation.RELU, x);
    return ConvNormAct.forward(ops, secondConv, secondNorm, Activation.RELU, once);
  }
}
