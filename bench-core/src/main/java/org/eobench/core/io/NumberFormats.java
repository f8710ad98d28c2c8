package org.eobench.core.io;

/**
 * Number formats that Java 17 does not convert: floats of 16 and 24 bits, unsigned 64-bit integers.
 */
public final class NumberFormats {
  private NumberFormats() {}

  /** IEEE 754 binary16 to float; exact, subnormals and NaN included. */
  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1f;
    int mantissa = half & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | mantissa << 13);
    }
    if (exponent == 0) {
      float magnitude = mantissa * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | (exponent + 112) << 23 | mantissa << 13);
  }

  /**
   * The 24 bits of Adobe's TIFF Technical Note 3 to float: a sign, an exponent of 7 bits and a
   * mantissa of 16; exact.
   */
  public static float threeBytesToFloat(int bits) {
    int sign = (bits & 0x800000) << 8;
    int exponent = (bits >> 16) & 0x7f;
    int mantissa = bits & 0xffff;
    if (exponent == 0x7f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | mantissa << 7);
    }
    if (exponent == 0) {
      float magnitude = mantissa * 0x1p-78f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | (exponent + 64) << 23 | mantissa << 7);
  }

  /** bfloat16 to float: the upper half of a float's bits. */
  public static float brainToFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** An unsigned 64-bit integer to the nearest double, up to the lowest bit. */
  public static double unsignedToDouble(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }
}
