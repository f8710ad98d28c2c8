package org.eobench.core.dataset;

import java.util.Locale;

/**
 * A class for each pixel: the target of segmentation and change detection.
 *
 * @param labels class indices or the ignore index, in C order {@code [H,W]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LabelMap(int[] labels, int height, int width) implements Target {
  public LabelMap {
    if (labels.length != height * width) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "target of shape [%d,%d] needs %d labels, got %d",
              height,
              width,
              height * width,
              labels.length));
    }
  }
}
