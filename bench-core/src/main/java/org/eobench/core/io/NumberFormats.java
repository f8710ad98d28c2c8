package org.eobench.core.io;

/** Conversions that Java 17 lacks: 16-bit and 24-bit floats, and unsigned 64-bit integers. */
public final class NumberFormats {
  private NumberFormats() {}

  /** Converts IEEE 754 binary16 to float; exact, including subnormals and NaN. */
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
   * Converts the 24-bit format of Adobe's TIFF Technical Note 3 (sign, 7-bit exponent, 16-bit
   * mantissa) to float; exact.
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

  /** Converts bfloat16, the upper half of a float's bits, to float. */
  public static float brainToFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** Converts an unsigned 64-bit integer to the nearest double, correctly rounded. */
  public static double unsignedToDouble(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }
}
