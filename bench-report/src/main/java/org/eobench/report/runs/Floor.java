package org.eobench.report.runs;

import java.util.Arrays;
import java.util.Optional;

/** Encoders that have learnt nothing, which every other encoder should exceed. */
public enum Floor {
  /** Means and deviations of the pixels in place of an encoder. */
  PIXEL_STATISTICS("image_stats"),
  /** Random convolutions in place of a trained encoder. */
  RANDOM_FEATURES("rcf");

  private final String encoder;

  Floor(String encoder) {
    this.encoder = encoder;
  }

  /** The floor that an option of the group {@code encoder} is, such as {@code rcf_tiny}. */
  public static Optional<Floor> of(String encoder) {
    return Arrays.stream(values())
        .filter(floor -> encoder.equals(floor.encoder) || encoder.startsWith(floor.encoder + "_"))
        .findFirst();
  }
}
