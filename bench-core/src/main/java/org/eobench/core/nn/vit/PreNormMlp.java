package org.eobench.core.nn.vit;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.core.nn.LayerNorm;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The second half of a pre-norm transformer block, {@code x + w2(gelu(w1(norm(x))))}, as one
 * operator. The names of its three layers differ between models. Layer norm eps is 1e-5; GELU is
 * exact.
 */
public final class PreNormMlp extends Module {
  private static final double EPS = 1e-5;
  private static final String SCRIPT =
      Mlp.METHOD
          + String.format(
              Locale.ROOT,
              """
              def forward(self, x, g, h, w1, b1, w2, b2):
                y = torch.layer_norm(x, g.size(), g, h, %s)
                return x + self.full(self.mlp(y, w1, b1, w2, b2))
              """,
              EPS);

  private final TorchOps ops;
  private final LayerNorm norm;
  private final Linear first;
  private final Linear second;

  /**
   * Names of the layers.
   *
   * @param norm name of the layer norm, such as {@code net.0}
   * @param first name of the first linear layer, such as {@code net.1}
   * @param second name of the second linear layer, such as {@code net.3}
   */
  public record Names(String norm, String first, String second) {}

  public PreNormMlp(TorchOps ops, int width, int hidden, Names names) {
    this.ops = ops;
    this.norm = child(names.norm(), new LayerNorm(ops, width, EPS));
    this.first = child(names.first(), new Linear(ops, width, hidden, true));
    this.second = child(names.second(), new Linear(ops, hidden, width, true));
  }

  /** {@code [B,N,width]} to the same shape. */
  public NDArray forward(NDArray x) {
    NDArray[] arguments =
        Stream.of(Stream.of(x), norm.arrays(), first.denseArrays(), second.denseArrays())
            .flatMap(arrays -> arrays)
            .toArray(NDArray[]::new);
    return ops.call(SCRIPT, arguments);
  }
}
