package org.eobench.datasets.folder.files;

/** How an image is brought to the pixels of another one. */
public enum Resampling {
  /** The value of the pixel that contains the centre of the new one. */
  NEAREST,
  /**
   * Weighted by the distances of the four nearest pixel centres; those without data do not count.
   */
  BILINEAR
}
