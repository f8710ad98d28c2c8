package org.eobench.core.dataset;

/**
 * Label map of one sample.
 *
 * @param labels class indices or the ignore index, in C order {@code [H,W]}
 */
public record Target(int[] labels, int height, int width) {
  public Target {
    if (labels.length != height * width) {
      throw new IllegalArgumentException(
          "target of shape [%d,%d] needs %d labels, got %d"
              .formatted(height, width, height * width, labels.length));
    }
  }
}
