package org.eobench.core.io.geotiff;

import java.util.Arrays;

/** Copies runs of samples from a decoded block into a float or double array. */
interface SampleRun {

  /**
   * Copies the samples of one band in one row.
   *
   * @param rowStart byte offset of the row in the block
   * @param first index of the first sample in the row
   * @param step number of samples from one pixel to the next
   * @param to index of the first value in the target
   */
  void copy(TiffBlockDecoder.Block block, int rowStart, int first, int step, int to, int count);

  /** Fills in values where the file omits a block. */
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
      // The common types have separate loops: this is the inner loop of every data set.
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

  /** For integers of at most 16 bits, such as labels. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ToInts(TiffLayout layout, int[] values) implements SampleRun {
    @Override
    public void copy(
        TiffBlockDecoder.Block block, int rowStart, int first, int step, int to, int count) {
      SampleType type = layout.type;
      byte[] bytes = block.bytes();
      PackedSamples packed = layout.packed;
      SampleType.Words words = SampleType.words(block.order());
      int at = rowStart + first * type.bits() / 8;
      int stride = step * type.bits() / 8;
      for (int i = 0; i < count; i++, at += stride) {
        values[to + i] =
            packed != null
                ? (int) packed.get(bytes, rowStart, first + i * step, block.order())
                : switch (type) {
                  case UINT8 -> bytes[at] & 0xff;
                  case INT8 -> bytes[at];
                  case UINT16 -> words.int16(bytes, at) & 0xffff;
                  default -> words.int16(bytes, at);
                };
      }
    }

    @Override
    public void fill(int to, int count, double value) {
      Arrays.fill(values, to, to + count, (int) value);
    }
  }

  /** Keeps all bits of 32-bit integers and doubles. */
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
