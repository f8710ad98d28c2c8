package org.eobench.decoders.prithvi;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.ConvTranspose2d;
import org.eobench.core.nn.Dropout;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The GeospatialNeck of hls-foundation-os: each block doubles the map size by a transposed
 * convolution, halves its channels, and applies convolutions with batch norm, dropout and ReLU.
 */
final class GeospatialNeck extends EnlargingNeck {
  private final int width;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * @param in channels of the coarse map
   * @param first channels after the first block; each further one halves them
   * @param count number of blocks
   * @param convs number of convolutions per block
   * @param dropout share of values dropped after each of them in training
   */
  GeospatialNeck(TorchOps ops, int in, int first, int count, int convs, double dropout) {
    int channels = in;
    for (int i = 0; i < count; i++) {
      int out = first >> i;
      blocks.add(child("layers." + i, new Block(ops, channels, out, convs, dropout)));
      channels = out;
    }
    width = channels;
  }

  @Override
  int width() {
    return width;
  }

  /** {@code [B,in,h,w]} to {@code [B,width,2ⁿh,2ⁿw]} with n blocks. */
  @Override
  NDArray forward(NDArray map) {
    NDArray x = map;
    for (Block block : blocks) {
      x = block.forward(x);
    }
    return x;
  }

  private static final class Block extends Module {
    private final ConvTranspose2d enlarge;
    private final List<ConvNormAct> convs = new ArrayList<>();
    private final Dropout dropout;

    Block(TorchOps ops, int in, int out, int count, double rate) {
      enlarge = child("0", new ConvTranspose2d(ops, in, out, 2, 2));
      for (int i = 1; i <= count; i++) {
        convs.add(
            child(
                Integer.toString(i),
                new ConvNormAct(ops, out, out, 3, true, Activation.RELU, "0", "1")));
      }
      dropout = child("dropout", Dropout.ofValues(ops, rate));
    }

    /** The original applies dropout before the ReLU, which is equivalent. */
    NDArray forward(NDArray map) {
      NDArray x = enlarge.forward(map);
      for (ConvNormAct conv : convs) {
        x = dropout.forward(conv.forward(x));
      }
      return x;
    }
  }
}
