package org.eobench.core.preprocess;

/** How the pixels of a resized image are computed. */
public enum InterpolationMode {
  /** Weighted mean of neighbours, {@code align_corners=False}. */
  BILINEAR,
  /** The value of one input pixel, see {@link NearestPixel}. */
  NEAREST
}
