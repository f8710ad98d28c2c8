package org.eobench.encoders.satlas;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Block of Swin Transformer V2 (Liu et al. 2022, arXiv:2111.09883), whose norms follow attention
 * and MLP: {@code x + norm1(attn(x))}, then {@code x + norm2(mlp(x))}. Names are torchvision's.
 */
final class SwinBlock extends Module {
  static final double EPS = 1e-5;
  private static final Init WEIGHT = Inits.truncNormal(0.02);

  private static final String FORWARD =
      """
      def forward(self, x, g1, h1, g2, h2, w1, b1, w2, b2, scale, table, index, wc0, bc0, wc2, wqkv, bqkv, wproj, bproj):
        y = self.attend(x, scale, table, index, wc0, bc0, wc2, wqkv, bqkv, wproj, bproj)
        x = x + torch.layer_norm(y, g1.size(), g1, h1, 1e-05)
        y = self.full(self.dense(self.dense_gelu(x, w1, b1), w2, b2))
        return x + torch.layer_norm(y, g2.size(), g2, h2, 1e-05)
      """;

  private final TorchOps ops;
  private final LayerNorm norm1;
  private final WindowAttention attention;
  private final LayerNorm norm2;
  private final Linear first;
  private final Linear second;
  private final String script;

  SwinBlock(TorchOps ops, SatlasConfig config, int stage, boolean shifted) {
    this.ops = ops;
    int width = config.width(stage);
    int hidden = (int) (width * config.mlpRatio());
    norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    int heads = config.numHeads().get(stage);
    attention = child("attn", new WindowAttention(ops, width, heads, config.windowSize(), shifted));
    norm2 = child("norm2", new LayerNorm(ops, width, EPS));
    first = child("mlp.0", new Linear(ops, width, hidden, WEIGHT, Inits.ZEROS));
    second = child("mlp.3", new Linear(ops, hidden, width, WEIGHT, Inits.ZEROS));
    script = attention.method() + FORWARD;
  }

  /** {@code [B,H,W,C]} to the same shape. */
  NDArray forward(NDArray x) {
    List<NDArray> arguments = new ArrayList<>(List.of(x));
    norm1.arrays().forEach(arguments::add);
    norm2.arrays().forEach(arguments::add);
    first.arrays().forEach(arguments::add);
    second.arrays().forEach(arguments::add);
    arguments.addAll(attention.arrays());
    return ops.call(script, arguments.toArray(NDArray[]::new));
  }
}
