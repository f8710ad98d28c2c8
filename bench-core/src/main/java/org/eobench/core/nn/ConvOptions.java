package org.eobench.core.nn;

import java.util.Locale;

/**
 * Geometry of a convolution besides its kernel, equal along both axes.
 *
 * @param stride pixels between outputs
 * @param padding zeros added on each side
 * @param dilation pixels between kernel taps
 * @param groups number of channel groups that do not see each other
 */
public record ConvOptions(int stride, int padding, int dilation, int groups) {
  /** Stride 1, no padding, dense. */
  public static final ConvOptions DEFAULT = new ConvOptions(1, 0, 1, 1);

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

  /** The last arguments of {@code torch.conv2d}. */
  String arguments() {
    return String.format(
        Locale.ROOT,
        "[%1$d, %1$d], [%2$d, %2$d], [%3$d, %3$d], %4$d",
        stride,
        padding,
        dilation,
        groups);
  }
}
