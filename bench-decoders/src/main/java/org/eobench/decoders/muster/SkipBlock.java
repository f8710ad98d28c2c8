package org.eobench.decoders.muster;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.DropPath;
import org.eobench.decoders.muster.MusterDecoderConfig.PositionBiasInit;

/**
 * MUSTER's block:
 *
 * <pre>
 * x = x + attention(keys, values = norm1(x), queries = skip_norm(skip))
 * x = norm3(x + ffn(norm2(x)))
 * </pre>
 */
final class SkipBlock extends Module {
  private static final double EPS = 1e-5;
  private static final double TABLE_STD = 0.02;

  private final LayerNorm skipNorm;
  private final LayerNorm norm1;
  private final SkipAttention attention;
  private final DropPath attentionPath;
  private final LayerNorm norm2;
  private final ResidualMlp ffn;
  private final LayerNorm norm3;

  /**
   * @param shifted whether windows are shifted by half their side
   * @param dropPathRate probability of dropping a branch in training
   */
  SkipBlock(
      TorchOps ops,
      MusterDecoderConfig config,
      int width,
      int heads,
      boolean shifted,
      double dropPathRate) {
    int window = config.windowSize();
    boolean drawn = config.positionBiasInit() == PositionBiasInit.TRUNC_NORMAL;
    Init tableInit = drawn ? Inits.truncNormal(TABLE_STD) : Inits.ZEROS;
    skipNorm = child("skip_norm", new LayerNorm(ops, width, EPS));
    norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    attention =
        child(
            "attn.w_msa",
            new SkipAttention(
                ops, width, heads, window, shifted ? window / 2 : 0, config.qkvBias(), tableInit));
    attentionPath =
        child("attn.drop", new DropPath(ops, config.attentionDropPath() ? dropPathRate : 0));
    norm2 = child("norm2", new LayerNorm(ops, width, EPS));
    ffn = child("ffn", new ResidualMlp(ops, width, config.hidden(width), dropPathRate));
    norm3 = child("norm3", new LayerNorm(ops, width, EPS));
  }

  /**
   * Maps two arrays {@code [B,h,w,D]}, of the decoder and of the encoder, to one of the same shape.
   */
  NDArray forward(NDArray x, NDArray skip) {
    NDArray seen = attention.forward(norm1.forward(x), skipNorm.forward(skip));
    NDArray y = x.add(attentionPath.forward(seen));
    return norm3.forward(ffn.forward(norm2.forward(y), y));
  }
}
