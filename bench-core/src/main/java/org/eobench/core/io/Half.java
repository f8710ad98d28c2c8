package org.eobench.core.io;

/** The two 16-bit floating-point formats. Java 17 has no conversion of its own. */
final class Half {
  private Half() {}

  /** IEEE 754 binary16 to float; exact, subnormals and NaN included. */
  static float toFloat(short half) {
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

  /** bfloat16 to float: the upper half of a float's bits. */
  static float brainToFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
