package org.eobench.core.io.geotiff;

import java.nio.ByteOrder;

/** Reverses TIFF's predictors: 2 (horizontal differencing) and 3 (floating-point byte planes). */
final class TiffPredictor {
  private TiffPredictor() {}

  /**
   * Reverses predictor 2 in one row: each sample was stored as its difference, modulo its width,
   * from the same band of the left pixel.
   *
   * @param samples number of samples in the row
   * @param step number of samples per pixel
   */
  static void undoHorizontal(
      byte[] row, int from, int samples, int step, int bytesPerSample, ByteOrder order) {
    SampleType.Words words = SampleType.words(order);
    int back = step * bytesPerSample;
    int end = from + samples * bytesPerSample;
    switch (bytesPerSample) {
      case 1 -> {
        for (int i = from + back; i < end; i++) {
          row[i] += row[i - back];
        }
      }
      case 2 -> {
        for (int i = from + back; i < end; i += 2) {
          words.int16(row, i, (short) (words.int16(row, i) + words.int16(row, i - back)));
        }
      }
      case 4 -> {
        for (int i = from + back; i < end; i += 4) {
          words.int32(row, i, words.int32(row, i) + words.int32(row, i - back));
        }
      }
      case 8 -> {
        for (int i = from + back; i < end; i += 8) {
          words.int64(row, i, words.int64(row, i) + words.int64(row, i - back));
        }
      }
      default -> throw new IllegalStateException("no sample has " + bytesPerSample + " bytes");
    }
  }

  /**
   * Reverses predictor 3 (Adobe Photoshop TIFF Technical Note 3) in one row: the bytes of all
   * samples were ordered by significance, most significant first, and differenced. The result is
   * big-endian for either byte order of the file.
   */
  static void undoFloating(
      byte[] row, int from, int samples, int step, int bytesPerSample, byte[] scratch) {
    int length = samples * bytesPerSample;
    for (int i = from + step; i < from + length; i++) {
      row[i] += row[i - step];
    }
    System.arraycopy(row, from, scratch, 0, length);
    for (int plane = 0; plane < bytesPerSample; plane++) {
      for (int k = 0, at = plane * samples; k < samples; k++, at++) {
        row[from + k * bytesPerSample + plane] = scratch[at];
      }
    }
  }
}
