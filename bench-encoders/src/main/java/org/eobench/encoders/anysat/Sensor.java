package org.eobench.encoders.anysat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sensors that have a projector to cells of 10 m. */
enum Sensor {
  S2("s2", 1, 367, true),
  /** Sentinel-1 of ascending orbits: VV and VH. */
  S1_ASC("s1-asc", 1, 367, false),
  /** Sentinel-1: VV, VH and their ratio. */
  S1("s1", 1, 367, false),
  /** Landsat 8 and 9, resampled to 10 m. */
  L8("l8", 1, 366, false),
  NAIP("naip", 8, 0, false),
  SPOT("spot", 10, 0, false);

  private final String key;
  private final int pixels;
  private final int period;
  private final boolean normed;

  Sensor(String key, int pixels, int period, boolean normed) {
    this.key = key;
    this.pixels = pixels;
    this.period = period;
    this.normed = normed;
  }

  /** Its name in the checkpoint. */
  String key() {
    return key;
  }

  /** Pixels per cell of 10 m along one axis. */
  int pixels() {
    return pixels;
  }

  /** Whether its input is a series of images, not a single one. */
  boolean isSeries() {
    return period > 0;
  }

  /** Period of the codes of days. */
  int period() {
    return period;
  }

  /** Whether series are normalised before the attention to dates. */
  boolean isNormed() {
    return normed;
  }

  /**
   * @throws IllegalArgumentException if there is none of this name
   */
  static Sensor of(String key) {
    return Arrays.stream(values())
        .filter(sensor -> sensor.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "modality_keys has %s, which is not supported; known are %s",
                        key,
                        List.of(values()).stream()
                            .map(Sensor::key)
                            .collect(Collectors.joining(", ")))));
  }
}
