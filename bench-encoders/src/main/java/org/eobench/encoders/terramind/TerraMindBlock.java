package org.eobench.encoders.terramind;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/**
 * A pre-norm transformer block without any bias, as one operator. The feed-forward network is
 * gated: {@code fc2(silu(fc1(x)) * fc3(x))}. Tensors are {@code norm1.weight, attn.qkv.weight,
 * attn.proj.weight, norm2.weight, mlp.fc1.weight, mlp.fc2.weight, mlp.fc3.weight}.
 */
final class TerraMindBlock extends Module {
  private static final Init LINEAR = Inits.xavierUniform();

  private static final String SCRIPT =
      """
      def attention(self, x, wqkv, wproj):
        shape = x.size()
        qkv = self.dense(x, wqkv, None).reshape([shape[0], shape[1], 3, %1$d, -1])
        q, k, v = qkv.permute([2, 0, 3, 1, 4]).unbind()
        y = torch.scaled_dot_product_attention(q, k, v)
        return self.dense(y.transpose(1, 2).reshape(shape), wproj, None)
      def mlp(self, x, w1, w2, w3):
        return self.dense(torch.silu(self.dense(x, w1, None)) * self.dense(x, w3, None), w2, None)
      def forward(self, x, g1, g2, wqkv, wproj, w1, w2, w3):
        y = torch.layer_norm(x, g1.size(), g1, None, %2$s)
        x = x + self.full(self.attention(y, wqkv, wproj))
        y = torch.layer_norm(x, g2.size(), g2, None, %2$s)
        return x + self.full(self.mlp(y, w1, w2, w3))
      """;

  private final TorchOps ops;
  private final BiaslessNorm norm1;
  private final Linear qkv;
  private final Linear proj;
  private final BiaslessNorm norm2;
  private final Linear fc1;
  private final Linear fc2;
  private final Linear fc3;
  private final String script;

  TerraMindBlock(TorchOps ops, int width, int heads, int hidden) {
    this.ops = ops;
    norm1 = child("norm1", new BiaslessNorm(ops, width));
    qkv = child("attn.qkv", new Linear(ops, width, 3 * width, LINEAR, null));
    proj = child("attn.proj", new Linear(ops, width, width, LINEAR, null));
    norm2 = child("norm2", new BiaslessNorm(ops, width));
    fc1 = child("mlp.fc1", new Linear(ops, width, hidden, LINEAR, null));
    fc2 = child("mlp.fc2", new Linear(ops, hidden, width, LINEAR, null));
    fc3 = child("mlp.fc3", new Linear(ops, width, hidden, LINEAR, null));
    script = String.format(Locale.ROOT, SCRIPT, heads, BiaslessNorm.EPS);
  }

  /** {@code [B,N,width]} to the same shape. */
  NDArray forward(NDArray x) {
    return ops.call(
        script,
        x,
        norm1.weight(),
        norm2.weight(),
        qkv.weight(),
        proj.weight(),
        fc1.weight(),
        fc2.weight(),
        fc3.weight());
  }
}
