package org.eobench.core.loader;

import java.util.Locale;

/**
 * The values of one modality of a batch, on the host.
 *
 * @param data values in C order, {@code [B,C,T,H,W]}
 * @param batch B, samples
 * @param channels C, bands
 * @param frames T, dates
 * @param height H, rows
 * @param width W, columns
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageBatch(float[] data, int batch, int channels, int frames, int height, int width) {
  public ImageBatch {
    long expected = (long) batch * channels * frames * height * width;
    if (data.length != expected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "images of shape [%d,%d,%d,%d,%d] need %d values, got %d",
              batch,
              channels,
              frames,
              height,
              width,
              expected,
              data.length));
    }
  }
}
