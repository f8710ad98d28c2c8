package org.eobench.core.preprocess;

/** Which input pixel is nearest to an output pixel when an axis is resized. */
public enum NearestPixel {
  /**
   * The pixel under the output pixel's centre, {@code floor((i + 0.5) · in / out)}. Images are
   * resized the same way, so labels stay aligned with them.
   */
  CENTRE,
  /**
   * {@code floor(i · in / out)}, PyTorch's {@code nearest}, which shifts everything by up to half a
   * pixel to the lower right.
   */
  FLOOR
}
