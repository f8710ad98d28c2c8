package org.eobench.encoders.dinov3;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.eobench.core.nn.Init;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Pre-norm block of DINOv3 as one operator. Queries and keys of patches are rotated by their
 * position, those of the leading tokens are not. Names are the authors': {@code norm1, attn.qkv,
 * attn.proj, ls1.gamma, norm2, mlp.fc1, mlp.fc2} or {@code mlp.w1, mlp.w2, mlp.w3, ls2.gamma}. The
 * bias of the keys is masked by the buffer {@code attn.qkv.bias_mask}.
 */
final class Dinov3Block extends Module {
  private static final double EPS = 1e-5;
  private static final Init LINEAR = Inits.truncNormal(0.02);

  private static final String MLP =
      "def mlp(self, x, w1, b1, w2, b2):\n"
          + "  return self.dense(self.dense_gelu(x, w1, b1), w2, b2)\n";

  private static final String SWIGLU =
      """
      def mlp(self, x, w1, b1, w2, b2, w3, b3):
        return self.dense(torch.silu(self.dense(x, w1, b1)) * self.dense(x, w2, b2), w3, b3)
      """;

  private static final String SCRIPT =
      """
      def rotated(self, x, sin, cos):
        leading = torch.slice(x, 2, 0, %2$d)
        patches = self.full(torch.slice(x, 2, %2$d))
        a, b = torch.chunk(patches, 2, -1)
        patches = patches * cos + torch.cat([torch.neg(b), a], -1) * sin
        return torch.cat([leading, torch.type_as(patches, x)], 2)
      def attention(self, x, sin, cos, wqkv, bqkv: Optional[Tensor], wproj, bproj):
        shape = x.size()
        qkv = self.dense(x, wqkv, bqkv).reshape([shape[0], shape[1], 3, %1$d, -1])
        q, k, v = qkv.permute([2, 0, 3, 1, 4]).unbind()
        q = self.rotated(q, sin, cos)
        k = self.rotated(k, sin, cos)
        y = torch.scaled_dot_product_attention(q, k, v)
        return self.dense(y.transpose(1, 2).reshape(shape), wproj, bproj)
      def forward(self, x, sin, cos, g1, h1, g2, h2, s1, s2, wqkv, wproj, bproj, %3$s%4$s):
        y = torch.layer_norm(x, g1.size(), g1, h1, %6$s)
        x = x + self.full(self.attention(y, sin, cos, wqkv, %5$s, wproj, bproj)) * s1
        y = torch.layer_norm(x, g2.size(), g2, h2, %6$s)
        return x + self.full(self.mlp(y, %3$s)) * s2
      """;

  private final TorchOps ops;
  private final LayerNorm norm1;
  private final Qkv qkv;
  private final Linear proj;
  private final Scale ls1;
  private final LayerNorm norm2;
  private final List<Linear> mlp = new ArrayList<>();
  private final Scale ls2;
  private final String script;

  Dinov3Block(TorchOps ops, Dinov3Config config) {
    this.ops = ops;
    int width = config.shape().embedDim();
    int hidden = config.hidden();
    norm1 = child("norm1", new LayerNorm(ops, width, EPS));
    qkv = child("attn.qkv", new Qkv(width, config.qkvBias()));
    proj = child("attn.proj", new Linear(ops, width, width, LINEAR, Inits.ZEROS));
    ls1 = child("ls1", new Scale(width, config.layerscaleInit()));
    norm2 = child("norm2", new LayerNorm(ops, width, EPS));
    boolean gated = config.ffnLayer().gated();
    mlp.add(child(gated ? "mlp.w1" : "mlp.fc1", linear(ops, width, hidden)));
    if (gated) {
      mlp.add(child("mlp.w2", linear(ops, width, hidden)));
    }
    mlp.add(child(gated ? "mlp.w3" : "mlp.fc2", linear(ops, hidden, width)));
    ls2 = child("ls2", new Scale(width, config.layerscaleInit()));
    script =
        (gated ? SWIGLU : MLP)
            + String.format(
                Locale.ROOT,
                SCRIPT,
                config.shape().numHeads(),
                1 + config.nStorageTokens(),
                gated ? "w1, b1, w2, b2, w3, b3" : "w1, b1, w2, b2",
                config.qkvBias() ? ", bqkv, mask" : "",
                config.qkvBias() ? "bqkv * mask" : "None",
                EPS);
  }

  private static Linear linear(TorchOps ops, int in, int out) {
    return new Linear(ops, in, out, LINEAR, Inits.ZEROS);
  }

  /**
   * One block.
   *
   * @param x {@code [B,1+R+N,D]}
   * @param angles of the N patches
   */
  NDArray forward(NDArray x, RotaryEmbedding.Angles angles) {
    List<NDArray> arguments = new ArrayList<>(List.of(x, angles.sin(), angles.cos()));
    norm1.arrays().forEach(arguments::add);
    norm2.arrays().forEach(arguments::add);
    arguments.add(ls1.gamma.array());
    arguments.add(ls2.gamma.array());
    arguments.add(ops.matrix(qkv.weight.array()));
    proj.arrays().forEach(arguments::add);
    mlp.forEach(layer -> layer.arrays().forEach(arguments::add));
    qkv.bias.forEach(tensor -> arguments.add(tensor.array()));
    return ops.call(script, arguments.toArray(NDArray[]::new));
  }

  /** The projection to queries, keys and values; {@code bias} holds the bias and its mask. */
  private static final class Qkv extends Module {
    private final Parameter weight;
    private final List<Parameter> bias;

    Qkv(int width, boolean biased) {
      Shape rows = new Shape(3L * width);
      weight = parameter("weight", new Shape(3L * width, width), LINEAR);
      bias =
          biased
              ? List.of(
                  parameter("bias", rows, Inits.ZEROS),
                  buffer("bias_mask", rows, DataType.FLOAT32, Qkv::maskKeys))
              : List.of();
    }

    private static void maskKeys(float[] values, long[] shape, RandomGenerator random) {
      for (int i = 0; i < values.length; i++) {
        values[i] = i * 3L / values.length == 1 ? 0 : 1;
      }
    }
  }

  /** A learned factor for each feature. */
  private static final class Scale extends Module {
    private final Parameter gamma;

    Scale(int width, double first) {
      gamma = parameter("gamma", new Shape(width), Inits.constant(first));
    }
  }
}
