package org.eobench.decoders.prithvi;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.Dropout;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;

/**
 * A fully convolutional head (Long, Shelhamer and Darrell, CVPR 2015, arXiv:1411.4038) with
 * MMSegmentation's names and initialization: 3×3 convolutions with batch norm and ReLU, dropout of
 * whole channels, and a 1×1 layer.
 */
final class FcnHead extends Module {
  private static final ConvOptions SAME_SIZE = ConvOptions.DEFAULT.padding(1);

  private final TorchOps ops;
  private final Conv2d last;
  private final List<Block> blocks = new ArrayList<>();
  private final Dropout dropout;

  /**
   * @param in channels of the input map
   * @param convs number of convolutions before the last layer
   */
  FcnHead(TorchOps ops, int in, FcnHeadKeys keys, int convs, int classes) {
    this.ops = ops;
    last =
        child(
            "conv_seg",
            new Conv2d(
                ops,
                keys.channels(),
                classes,
                1,
                ConvOptions.DEFAULT,
                Inits.normal(0.01),
                Inits.ZEROS));
    dropout = child("dropout", Dropout.ofMaps(ops, keys.dropout()));
    for (int i = 0; i < convs; i++) {
      Block block = new Block(ops, i == 0 ? in : keys.channels(), keys.channels());
      blocks.add(child("convs." + i, block));
    }
  }

  /** {@code [B,in,h,w]} to {@code [B,K,h,w]}. */
  NDArray forward(NDArray map) {
    NDArray x = map;
    for (Block block : blocks) {
      x = ConvNormAct.forward(ops, block.conv, block.norm, Activation.RELU, x);
    }
    return last.forward(dropout.forward(x));
  }

  private static final class Block extends Module {
    private final Conv2d conv;
    private final BatchNorm2d norm;

    Block(TorchOps ops, int in, int out) {
      conv =
          child("conv", new Conv2d(ops, in, out, 3, false, SAME_SIZE, Inits.kaimingNormalFanOut()));
      norm = child("bn", new BatchNorm2d(ops, out));
    }
  }
}
