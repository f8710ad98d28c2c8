package org.eobench.core.preprocess;

/** Which input pixel is the nearest one to an output pixel when an axis is resized. */
public enum NearestPixel {
  /**
   * The one under the output pixel's centre, {@code floor((i + 0.5) · in / out)}, as images are
   * resized: labels stay where the image shows them.
   */
  CENTRE,
  /**
   * {@code floor(i · in / out)}, PyTorch's {@code nearest}: everything moves by up to half a pixel
   * to the lower right.
   */
  FLOOR
}
