package org.eobench.core.dataset;

import java.util.Locale;

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
          String.format(
              Locale.ROOT,
              "image of shape [%d,%d,%d,%d] needs %d values, got %d",
              channels,
              frames,
              height,
              width,
              expected,
              data.length));
    }
  }
}
