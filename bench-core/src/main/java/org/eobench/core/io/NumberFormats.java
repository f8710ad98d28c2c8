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

  /**
   * Converts float to the nearest IEEE 754 binary16, ties to even; what is beyond 65504 becomes
   * infinite.
   */
  public static short floatToHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= 0x477ff000) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x38800000) {
      return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24f));
    }
    int rounded = magnitude + 0xfff + ((magnitude >> 13) & 1);
    return (short) (sign | (rounded - 0x38000000) >>> 13);
  }

  /** Converts float to the nearest bfloat16, ties to even. */
  public static short floatToBrain(float value) {
    int bits = Float.floatToRawIntBits(value);
    return Float.isNaN(value)
        ? (short) (bits >>> 16 | 0x40)
        : (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }

  /** Converts an unsigned 64-bit integer to the nearest double, correctly rounded. */
  public static double unsignedToDouble(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }
}
