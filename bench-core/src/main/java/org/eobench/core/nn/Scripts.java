package org.eobench.core.nn;

import java.util.Locale;

/**
 * TorchScript texts of the single operators. Options are written into the text, since a script
 * takes only tensors; each text is compiled once per {@link TorchOps}.
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

  /** An expression of {@code x}. */
  static String unary(String expression) {
    return "def forward(self, x):\n  return " + expression + "\n";
  }

  static String linear(boolean bias) {
    return weighted(bias, "torch.linear(self.low(x), self.low(w), %s)");
  }

  static String convTranspose2d(boolean bias, int stride, int padding) {
    return weighted(
        bias,
        String.format(
            Locale.ROOT,
            "torch.conv_transpose2d(self.image(x), self.image(w), %%s, [%1$d, %1$d], [%2$d, %2$d])",
            stride,
            padding));
  }

  static String conv2d(boolean bias, ConvOptions options) {
    return weighted(bias, convolution(options));
  }

  /** The convolution of {@code x} with {@code w}; {@code %s} stands for the bias. */
  private static String convolution(ConvOptions options) {
    return String.format(
        Locale.ROOT, "torch.conv2d(self.image(x), self.image(w), %%s, %s)", options.arguments());
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

  static String batchNorm(boolean training) {
    return String.format(
        Locale.ROOT,
        """
        def forward(self, x, gamma, beta, mean, var, batches):
        %s  return y
        """,
        batchNormStatement("x", training));
  }

  /**
   * Convolution, batch norm and activation in one, which keeps the maps between them short-lived.
   */
  static String convNormAct(
      boolean bias, ConvOptions options, boolean training, Activation activation) {
    String conv = String.format(Locale.ROOT, convolution(options), bias ? "self.low(b)" : "None");
    return String.format(
        Locale.ROOT,
        """
        def forward(self, x, gamma, beta, mean, var, batches, w%s):
          z = self.full(%s)
        %s  return %s
        """,
        bias ? ", b" : "",
        conv,
        batchNormStatement("z", training),
        activation.inPlace("y"));
  }

  /** As {@link #convNormAct} over the levels of {@code mixing}, which come first. */
  static String levelsNormAct(
      LevelMixing mixing,
      Precision precision,
      boolean bias,
      boolean training,
      Activation activation) {
    return String.format(
        Locale.ROOT,
        """
        %sdef forward(self, %s, gamma, beta, mean, var, batches, w%s):
        %s%s  return %s
        """,
        mixing.methods(precision),
        mixing.parameters(),
        bias ? ", b" : "",
        mixing.statements(bias),
        batchNormStatement("z", training),
        activation.inPlace("y"));
  }

  /**
   * With batch statistics the running ones are moved in place, towards the batch's mean and
   * unbiased variance.
   */
  private static String batchNormStatement(String of, boolean training) {
    String count = training ? "  batches += 1\n" : "";
    return count
        + String.format(
            Locale.ROOT,
            "  y = torch.batch_norm(%s, gamma, beta, mean, var, %s, %s, %s, True)\n",
            of,
            training ? "True" : "False",
            BatchNorm2d.MOMENTUM,
            BatchNorm2d.EPS);
  }

  /** Reduction 1 is the mean. */
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
