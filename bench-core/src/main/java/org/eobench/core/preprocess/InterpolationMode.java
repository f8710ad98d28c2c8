package org.eobench.core.preprocess;

/** How a resized image's pixels are computed. */
public enum InterpolationMode {
  /** Weighted mean of neighbours, {@code align_corners=False}. */
  BILINEAR,
  /** One pixel of the input, see {@link NearestPixel}. */
  NEAREST
}
