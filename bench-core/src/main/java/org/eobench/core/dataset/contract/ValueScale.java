package org.eobench.core.dataset.contract;

/** The kind of numbers that a mean and a standard deviation are typical of. */
enum ValueScale {
  /** Backscatter in decibels, mostly -30 to 0. */
  DECIBEL("dB"),
  /** Reflectance or backscatter as a fraction, mostly 0 to 1. */
  FRACTION("fractions of 1, such as reflectance or linear backscatter"),
  /** Bytes, 0 to 255. */
  BYTES("0 to 255, such as 8-bit colours"),
  /** Digital numbers, such as reflectance times 10000. */
  DIGITAL_NUMBERS("digital numbers, such as reflectance times 10000"),
  /** Mean 0 and deviation 1: values that are normalised already. */
  NORMALISED("values around 0 with a deviation near 1, as after normalisation");

  private final String words;

  ValueScale(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  static ValueScale of(double mean, double deviation) {
    if (mean < -2) {
      return DECIBEL;
    }
    double size = Math.max(Math.abs(mean), deviation);
    if (Math.abs(mean) < 1 && deviation > 0.5 && deviation < 2) {
      return NORMALISED;
    }
    if (size <= 2) {
      return FRACTION;
    }
    return size <= 255 ? BYTES : DIGITAL_NUMBERS;
  }
}
