package org.eobench.core.dataset;

/**
 * The values of one modality of one sample.
 *
 * @param data values in C order, {@code [C,T,H,W]}
 * @param channels C, bands
 * @param frames T, dates
 * @param height H, rows
 * @param width W, columns
 */
public record Image(float[] data, int channels, int frames, int height, int width) {
  public Image {
    long expected = (long) channels * frames * height * width;
    if (data.length != expected) {
      throw new IllegalArgumentException(
          "image of shape [%d,%d,%d,%d] needs %d values, got %d"
              .formatted(channels, frames, height, width, expected, data.length));
    }
  }
}
