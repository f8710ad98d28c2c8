package org.eobench.core.nn;

import java.util.Locale;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.Precision;

/** TorchScript of batch normalisation, alone and fused with the preceding convolution. */
final class NormScripts {
  private NormScripts() {}

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
   * Convolution, batch norm and activation in one script, so that intermediate maps are
   * short-lived.
   */
  static String convNormAct(
      boolean bias, ConvOptions options, boolean training, Activation activation) {
    String conv = options.expression("x", "w", bias ? "self.low(b)" : "None");
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

  /**
   * A transposed convolution {@code u}, then a convolution {@code w} of one position, batch norm
   * and activation. The two kernels become one, by a product of two matrices: of an array with more
   * axes libtorch would make a product of each row, where no gradient is due.
   */
  static String enlargeNormAct(int stride, boolean training, Activation activation) {
    return String.format(
        Locale.ROOT,
        """
        def forward(self, x, gamma, beta, mean, var, batches, w, b, u, c):
          mix = w.reshape([w.size(0), w.size(1)])
          rows = self.low(u).permute([0, 2, 3, 1]).reshape([-1, u.size(1)])
          k = self.times(rows, self.low(mix).t(), None)
          k = k.reshape([u.size(0), u.size(2), u.size(3), -1]).permute([0, 3, 1, 2])
          bias = torch.matmul(mix, c) + b
          z = self.full(self.enlarge(self.image(x), self.image(k), self.low(bias), %d))
        %s  return %s
        """,
        stride,
        batchNormStatement("z", training),
        activation.inPlace("y"));
  }

  /** Like {@link #convNormAct} over the levels of {@code mixing}, which are the first arguments. */
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

  /** The convolution of {@link #levelsNormAct} alone. */
  static String levels(LevelMixing mixing, Precision precision, boolean bias) {
    return String.format(
        Locale.ROOT,
        """
        %sdef forward(self, %s, w%s):
        %s  return z
        """,
        mixing.methods(precision),
        mixing.parameters(),
        bias ? ", b" : "",
        mixing.statements(bias));
  }

  /**
   * Batch norm. With batch statistics, it updates the running ones in place towards the batch's
   * mean and unbiased variance.
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
}
