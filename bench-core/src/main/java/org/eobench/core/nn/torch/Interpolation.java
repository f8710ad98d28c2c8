package org.eobench.core.nn.torch;

import java.util.Locale;

/** How an image is resized. Pixel centres lie at half integers ({@code align_corners=False}). */
public enum Interpolation {
  NEAREST("upsample_nearest2d", false),
  BILINEAR("upsample_bilinear2d", true),
  /** Cubic convolution with a = -0.75. */
  BICUBIC("upsample_bicubic2d", true),
  /** Bilinear with a kernel that widens when shrinking, so that no input pixel is skipped. */
  BILINEAR_ANTIALIASED("_upsample_bilinear2d_aa", true),
  /** Cubic with a = -0.5 as in Pillow, with a kernel that widens when shrinking. */
  BICUBIC_ANTIALIASED("_upsample_bicubic2d_aa", true);

  private final String operator;
  private final boolean aligns;

  Interpolation(String operator, boolean aligns) {
    this.operator = operator;
    this.aligns = aligns;
  }

  String expression(int height, int width) {
    return String.format(
        Locale.ROOT, "torch.%s(x, [%d, %d]%s)", operator, height, width, aligns ? ", False" : "");
  }
}
