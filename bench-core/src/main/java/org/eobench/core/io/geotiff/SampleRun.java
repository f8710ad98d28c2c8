package org.eobench.core.io.geotiff;

import java.util.Arrays;

/** Moves runs of samples from a decoded block into an array of floats or doubles. */
interface SampleRun {

  /**
   * Moves the samples of one band in one row.
   *
   * @param rowStart byte in the block at which the row starts
   * @param first index in the row of the first sample
   * @param step samples from one pixel to the next
   * @param to index in the target of the first value
   */
  void copy(TiffBlockDecoder.Block block, int rowStart, int first, int step, int to, int count);

  /** Sets values where the file has no block. */
  void fill(int to, int count, double value);

  /** Rounds to the nearest float. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ToFloats(TiffLayout layout, float[] values) implements SampleRun {
    @Override
    public void copy(
        TiffBlockDecoder.Block block, int rowStart, int first, int step, int to, int count) {
      SampleType type = layout.type;
      byte[] bytes = block.bytes();
      PackedSamples packed = layout.packed;
      if (packed != null) {
        for (int i = 0; i < count; i++) {
          values[to + i] = (float) packed.get(bytes, rowStart, first + i * step, block.order());
        }
        return;
      }
      SampleType.Words words = SampleType.words(block.order());
      int size = type.bits() / 8;
      int at = rowStart + first * size;
      int stride = step * size;
      // The common types have loops of their own: this is the inner loop of every data set.
      switch (type) {
        case UINT8 -> {
          for (int i = 0; i < count; i++, at += stride) {
            values[to + i] = bytes[at] & 0xff;
          }
        }
        case INT16 -> {
          for (int i = 0; i < count; i++, at += stride) {
            values[to + i] = words.int16(bytes, at);
          }
        }
        case UINT16 -> {
          for (int i = 0; i < count; i++, at += stride) {
            values[to + i] = words.int16(bytes, at) & 0xffff;
          }
        }
        case FLOAT32 -> {
          for (int i = 0; i < count; i++, at += stride) {
            values[to + i] = Float.intBitsToFloat(words.int32(bytes, at));
          }
        }
        default -> {
          for (int i = 0; i < count; i++, at += stride) {
            values[to + i] = (float) type.get(bytes, at, block.order());
          }
        }
      }
    }

    @Override
    public void fill(int to, int count, double value) {
      Arrays.fill(values, to, to + count, (float) value);
    }
  }

  /** Keeps every bit of 32-bit integers and of double precision. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ToDoubles(TiffLayout layout, double[] values) implements SampleRun {
    @Override
    public void copy(
        TiffBlockDecoder.Block block, int rowStart, int first, int step, int to, int count) {
      SampleType type = layout.type;
      PackedSamples packed = layout.packed;
      int size = type.bits() / 8;
      for (int i = 0; i < count; i++) {
        int sample = first + i * step;
        values[to + i] =
            packed != null
                ? packed.get(block.bytes(), rowStart, sample, block.order())
                : type.get(block.bytes(), rowStart + sample * size, block.order());
      }
    }

    @Override
    public void fill(int to, int count, double value) {
      Arrays.fill(values, to, to + count, value);
    }
  }
}
