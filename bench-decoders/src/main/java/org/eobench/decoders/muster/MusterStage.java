package org.eobench.decoders.muster;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/**
 * One level of MUSTER: blocks, of which every second one has shifted windows, and the authors' Fuse
 * and Upsample. The latter concatenates the encoder's map, mixes all channels, and rearranges them
 * to the resolution of the next finer level.
 */
final class MusterStage extends Module {
  private final TorchOps ops;
  private final List<SkipBlock> blocks = new ArrayList<>();
  private final ConvNormAct conv;
  private final int factor;

  /**
   * @param width D of the level
   * @param heads attention heads, a divisor of D
   * @param dropPathRates one rate per block
   * @param outWidth width of the output
   * @param factor ratio of the next level's resolution to this one's
   */
  MusterStage(
      TorchOps ops,
      MusterDecoderConfig config,
      int width,
      int heads,
      List<Double> dropPathRates,
      int outWidth,
      int factor) {
    this.ops = ops;
    this.factor = factor;
    for (int i = 0; i < dropPathRates.size(); i++) {
      blocks.add(
          child(
              "blocks." + i,
              new SkipBlock(ops, config, width, heads, i % 2 == 1, dropPathRates.get(i))));
    }
    int mixed = outWidth * factor * factor;
    conv =
        child(
            "conv",
            new ConvNormAct(ops, 2 * width, mixed, 1, false, Activation.GELU, "conv", "norm"));
  }

  /**
   * @param x the decoder's map, {@code [B,h,w,D]}
   * @param skip the encoder's map of the same shape
   * @return {@code [B,D',factor·h,factor·w]}
   */
  NDArray forward(NDArray x, NDArray skip) {
    NDArray y = x;
    for (SkipBlock block : blocks) {
      y = block.forward(y, skip);
    }
    NDArray both = NDArrays.concat(new NDList(y, skip), 3).transpose(0, 3, 1, 2);
    NDArray mixed = conv.forward(both);
    return factor > 1 ? ops.pixelShuffle(mixed, factor) : mixed;
  }
}
