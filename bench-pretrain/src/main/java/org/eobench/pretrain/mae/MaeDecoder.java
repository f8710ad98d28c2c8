package org.eobench.pretrain.mae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.BlockOptions;
import org.eobench.core.nn.vit.PositionEmbedding;
import org.eobench.core.nn.vit.TransformerBlock;

/**
 * The decoder of a masked autoencoder: the visible tokens in their places, a mask token in all
 * others, fixed sine-cosine positions, transformer blocks and a linear layer to pixels. Names are
 * those of the original.
 */
final class MaeDecoder extends Module {
  /** The class token stays first. */
  private static final String FILLED =
      """
      def forward(self, x, restore, mask, positions):
        b = x.size(0)
        n = restore.size(1)
        masks = torch.expand(mask, [b, n - x.size(1) + 1, -1])
        filled = torch.cat([torch.slice(x, 1, 1), masks], 1)
        index = torch.expand(restore.unsqueeze(-1), [-1, -1, x.size(2)])
        patches = torch.gather(filled, 1, index)
        return torch.cat([torch.slice(x, 1, 0, 1), patches], 1) + positions
      """;

  private static final String PATCHES =
      """
      def forward(self, x):
        return torch.slice(x, 1, 1)
      """;

  private final TorchOps ops;
  private final int width;
  private final Linear embed;
  private final Parameter maskToken;
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;
  private final Linear pred;

  /**
   * @param in D, features of the encoder's tokens
   * @param pixels values of a patch in all bands
   */
  MaeDecoder(TorchOps ops, int in, int pixels, MaeConfig.DecoderConfig config) {
    this.ops = ops;
    this.width = config.embedDim();
    embed = child("decoder_embed", new Linear(ops, in, width, Inits.xavierUniform(), Inits.ZEROS));
    maskToken = parameter("mask_token", new Shape(1, 1, width), Inits.normal(0.02));
    int hidden = (int) (width * config.mlpRatio());
    for (int i = 0; i < config.depth(); i++) {
      var block = new TransformerBlock(ops, width, config.numHeads(), hidden, BlockOptions.PLAIN);
      blocks.add(child("decoder_blocks." + i, block));
    }
    norm = child("decoder_norm", new LayerNorm(ops, width, BlockOptions.PLAIN.eps()));
    pred =
        child("decoder_pred", new Linear(ops, width, pixels, Inits.xavierUniform(), Inits.ZEROS));
  }

  /**
   * The pixels of all patches.
   *
   * @param visible features of the patches that stay
   * @param restore int64 {@code [B,N]}, the place of each patch among those that stay followed by
   *     the others
   * @param rows patches from top to bottom
   * @param columns patches from left to right
   * @return {@code [B,N,pixels]}
   */
  NDArray forward(TokenFeatures visible, NDArray restore, int rows, int columns) {
    NDArray tokens = NDArrays.concat(new NDList(visible.cls().expandDims(1), visible.patches()), 1);
    NDArray positions =
        restore
            .getManager()
            .create(
                PositionEmbedding.sinCos2d(width, rows, columns, true),
                new Shape(1, 1 + (long) rows * columns, width));
    NDArray x = ops.call(FILLED, embed.forward(tokens), restore, maskToken.array(), positions);
    for (TransformerBlock block : blocks) {
      x = block.forward(x);
    }
    return ops.call(PATCHES, pred.forward(norm.forward(x)));
  }
}
