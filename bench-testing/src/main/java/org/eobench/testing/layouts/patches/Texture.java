package org.eobench.testing.layouts.patches;

import java.util.Map;

/** Smooth values around the typical reflectance of vegetation in each band of Sentinel-2. */
final class Texture {
  /** Reflectance times 10,000 above the atmosphere. */
  private static final Map<String, Double> MEANS =
      Map.ofEntries(
          Map.entry("B1", 1350.0),
          Map.entry("B2", 1110.0),
          Map.entry("B3", 1040.0),
          Map.entry("B4", 930.0),
          Map.entry("B5", 1190.0),
          Map.entry("B6", 2030.0),
          Map.entry("B7", 2420.0),
          Map.entry("B8", 2340.0),
          Map.entry("B8A", 2640.0),
          Map.entry("B9", 750.0),
          Map.entry("B10", 12.0),
          Map.entry("B11", 1810.0),
          Map.entry("B12", 1100.0),
          Map.entry("VV", -11.0),
          Map.entry("VH", -17.0));

  private Texture() {}

  /** The typical value of a band; decibels for radar. */
  static double mean(String band) {
    return MEANS.getOrDefault(band, 0.02);
  }

  /** A value of a pixel of a sample. */
  static double value(String band, int sample, int row, int col) {
    double wave = Math.sin(0.6 * row + 0.35 * col * (1 + sample % 3) + band.length());
    return mean(band) * (1 + 0.02 * sample + 0.15 * wave);
  }

  /** The pixels of a square image in C order. */
  static double[] plane(String band, int sample, int size) {
    double[] plane = new double[size * size];
    for (int i = 0; i < plane.length; i++) {
      double value = value(band, sample, i / size, i % size);
      plane[i] = band.startsWith("V") ? value : Math.rint(value);
    }
    return plane;
  }
}
