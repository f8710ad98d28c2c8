package org.eobench.core.nn.torch;

import java.util.Locale;

/**
 * TorchScript texts of the single operators. Options are written into the text, because a script
 * takes only tensors. Each {@link TorchOps} compiles a text once.
 */
final class Scripts {
  static final String ATTENTION =
      """
      def forward(self, q, k, v):
        y = torch.scaled_dot_product_attention(self.low(q), self.low(k), self.low(v))
        return self.full(y)
      """;

  static final String BLOCK_CONV3D =
      """
      def forward(self, x, w, b):
        return self.full(torch.conv3d(self.low(x), self.low(w), self.low(b), w.size()[2:]))
      """;

  private Scripts() {}

  /** A script that returns an expression of {@code x}. */
  static String unary(String expression) {
    return "def forward(self, x):\n  return " + expression + "\n";
  }

  static String linear(boolean bias) {
    return weighted(bias, "torch.linear(self.low(x), self.low(w), %s)");
  }

  static String convTranspose2d(boolean bias, int stride, int padding) {
    return weighted(
        bias,
        padding == 0
            ? String.format(
                Locale.ROOT, "self.enlarge(self.image(x), self.image(w), %%s, %d)", stride)
            : String.format(
                Locale.ROOT,
                "torch.conv_transpose2d(self.image(x), self.image(w), %%s, [%1$d, %1$d], [%2$d, %2$d])",
                stride,
                padding));
  }

  static String conv2d(boolean bias, ConvOptions options) {
    return weighted(bias, options.expression("x", "w", "%s"));
  }

  private static String weighted(boolean bias, String expression) {
    return String.format(
        Locale.ROOT,
        "def forward(self, x, w%s):\n  return self.full(%s)\n",
        bias ? ", b" : "",
        String.format(Locale.ROOT, expression, bias ? "self.low(b)" : "None"));
  }

  static String layerNorm(double eps) {
    return String.format(
        Locale.ROOT,
        """
        def forward(self, x, w, b):
          return torch.layer_norm(x, w.size(), w, b, %s)
        """,
        eps);
  }

  /** The cross-entropy script; torch's reduction 1 is the mean. */
  static String crossEntropy(boolean weighted, long ignoreIndex, double labelSmoothing) {
    return String.format(
        Locale.ROOT,
        """
        def forward(self, logits, target%s):
          return torch.cross_entropy_loss(logits, target, %s, 1, %d, %s)
        """,
        weighted ? ", weight" : "",
        weighted ? "weight" : "None",
        ignoreIndex,
        labelSmoothing);
  }
}
