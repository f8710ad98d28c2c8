package org.eobench.core.preprocess;

/** How the pixels of a resized image are computed. */
public enum InterpolationMode {
  /** Weighted mean of neighbours, {@code align_corners=False}. */
  BILINEAR,
  /**
   * Cubic convolution of neighbours, {@code align_corners=False}, whose overshoot may exceed the
   * values of the image; an image with missing pixels is resized as with {@link #BILINEAR}.
   */
  BICUBIC,
  /** The value of one input pixel, see {@link NearestPixel}. */
  NEAREST
}
