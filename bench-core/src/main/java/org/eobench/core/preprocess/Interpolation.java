package org.eobench.core.preprocess;

/** How a resized image's pixels are computed. */
public enum Interpolation {
  /** Weighted mean of neighbours, {@code align_corners=False}. */
  BILINEAR,
  /** The pixel at {@code floor(i · in / out)}. */
  NEAREST
}
