package org.eobench.core.nn.torch;

import java.util.Locale;

/**
 * Geometry of a convolution apart from its kernel, the same along both axes.
 *
 * @param stride pixels between outputs
 * @param padding zeros added on each side
 * @param dilation pixels between kernel taps
 * @param groups number of independent channel groups
 */
public record ConvOptions(int stride, int padding, int dilation, int groups) {
  /** Stride 1, no padding, dense. */
  public static final ConvOptions DEFAULT = new ConvOptions(1, 0, 1, 1);

  /**
   * The number of channels from which on products of rows of channels are faster on a CPU than
   * libtorch's convolutions.
   */
  public static final int WIDE = 128;

  private static final ConvOptions OF_3X3 = DEFAULT.padding(1);

  public ConvOptions {
    if (stride < 1 || padding < 0 || dilation < 1 || groups < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "stride %d, padding %d, dilation %d, groups %d",
              stride,
              padding,
              dilation,
              groups));
    }
  }

  public ConvOptions stride(int pixels) {
    return new ConvOptions(pixels, padding, dilation, groups);
  }

  public ConvOptions padding(int pixels) {
    return new ConvOptions(stride, pixels, dilation, groups);
  }

  public ConvOptions dilation(int pixels) {
    return new ConvOptions(stride, padding, pixels, groups);
  }

  public ConvOptions groups(int count) {
    return new ConvOptions(stride, padding, dilation, count);
  }

  /**
   * The convolution as an expression of a script of {@link TorchOps}.
   *
   * @param image variable that holds {@code [B,C,H,W]}
   * @param kernel variable that holds {@code [D,C/groups,kh,kw]}
   * @param bias expression of {@code [D]}, or {@code None}
   */
  public String expression(String image, String kernel, String bias) {
    if (equals(OF_3X3)) {
      return String.format(
          Locale.ROOT, "self.conv3x3(self.image(%s), self.image(%s), %s)", image, kernel, bias);
    }
    if (stride > 1 && dilation == 1 && groups == 1) {
      return String.format(
          Locale.ROOT, "self.strided(%s, %s, %s, %d, %d)", image, kernel, bias, stride, padding);
    }
    return String.format(
        Locale.ROOT,
        "torch.conv2d(self.image(%s), self.image(%s), %s, [%4$d, %4$d], [%5$d, %5$d], [%6$d, %6$d],"
            + " %7$d)",
        image,
        kernel,
        bias,
        stride,
        padding,
        dilation,
        groups);
  }
}
