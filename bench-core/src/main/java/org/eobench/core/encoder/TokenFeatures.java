package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The normalised output tokens of a {@link TokenEncoder}; registers are left out.
 *
 * @param cls class token of each image, {@code [B,D]}
 * @param patches patch tokens, {@code [B,N,D]}
 */
public record TokenFeatures(NDArray cls, NDArray patches) {
  private static final String FIRST = "def forward(self, x):\n  return x.select(1, 0)\n";

  private static final String WITHOUT_LEADING =
      """
      def forward(self, x):
        return torch.slice(x, 1, %d)
      """;

  /**
   * Divides the tokens of a vision transformer.
   *
   * @param tokens {@code [B,leading+N,D]}, the class token first
   * @param leading tokens before the patches: the class token, then registers
   */
  public static TokenFeatures of(TorchOps ops, NDArray tokens, int leading) {
    return new TokenFeatures(first(ops, tokens), patches(ops, tokens, leading));
  }

  /** The first of the tokens {@code [B,N,D]}, {@code [B,D]}. */
  public static NDArray first(TorchOps ops, NDArray tokens) {
    return ops.call(FIRST, tokens);
  }

  /** The patches of the same tokens, {@code [B,N,D]}. */
  public static NDArray patches(TorchOps ops, NDArray tokens, int leading) {
    return leading == 0
        ? tokens
        : ops.call(String.format(Locale.ROOT, WITHOUT_LEADING, leading), tokens);
  }
}
