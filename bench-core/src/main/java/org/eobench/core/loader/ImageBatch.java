package org.eobench.core.loader;

import java.util.Locale;

/**
 * The images of one modality of a batch, in host memory.
 *
 * @param data values in C order, {@code [B,C,T,H,W]}
 * @param batch number of samples B
 * @param channels number of bands C
 * @param frames number of dates T
 * @param height number of rows H
 * @param width number of columns W
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
