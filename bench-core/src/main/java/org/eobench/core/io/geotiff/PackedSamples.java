package org.eobench.core.io.geotiff;

import java.nio.ByteOrder;
import org.eobench.core.io.NumberFormats;

/**
 * Samples of a width that no Java type has, such as 1, 12, 15 or 24 bits. The samples of a row are
 * packed without gaps, most significant bit first; each row starts at a byte boundary.
 *
 * @param type the type that holds the values
 * @param bits width of a sample in the file, 1 to 32
 */
record PackedSamples(SampleType type, int bits) {

  static boolean isNeededFor(int bits) {
    return bits % 8 != 0 || bits == 24;
  }

  /** Reads sample {@code index} of the row that starts at byte {@code rowStart}. */
  double get(byte[] bytes, int rowStart, int index, ByteOrder order) {
    long raw = unsigned(bytes, rowStart, index);
    if (bits == 24 && isReversed(order)) {
      raw = (raw & 0xff) << 16 | (raw & 0xff00) | raw >> 16;
    }
    return switch (type.format()) {
      case 2 -> raw << (64 - bits) >> (64 - bits);
      case 3 -> NumberFormats.threeBytesToFloat((int) raw);
      default -> raw;
    };
  }

  private long unsigned(byte[] bytes, int rowStart, int index) {
    long bit = (long) index * bits;
    int at = rowStart + (int) (bit >> 3);
    int passed = (int) (bit & 7);
    long window = 0;
    int held = 0;
    while (held < passed + bits) {
      window = window << 8 | (bytes[at++] & 0xff);
      held += 8;
    }
    return window >>> (held - passed - bits) & ((1L << bits) - 1);
  }

  /**
   * Whether the least significant of three bytes comes first. Floating-point numbers use the byte
   * order of the file. Integers do not: GDAL, which writes these files, stores the most significant
   * byte first in little-endian files and last in big-endian files, and reads them the same way.
   */
  private boolean isReversed(ByteOrder order) {
    return type.isFloat() == (order == ByteOrder.LITTLE_ENDIAN);
  }
}
