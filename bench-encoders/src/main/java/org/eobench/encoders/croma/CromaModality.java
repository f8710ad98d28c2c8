package org.eobench.encoders.croma;

import java.util.List;

/** Which of CROMA's three encoders gives the maps. */
enum CromaModality {
  /** Sentinel-2 alone. */
  OPTICAL("optical"),
  /** Sentinel-1 alone. */
  SAR("sar"),
  /** Radar tokens that attend to optical ones. */
  JOINT("sar", "optical");

  private final List<String> images;

  CromaModality(String... images) {
    this.images = List.of(images);
  }

  /** The modalities it takes images of. */
  List<String> images() {
    return images;
  }

  /** Blocks of the encoder that gives the maps: all of the optical one, half in the others. */
  int depth(int opticalDepth) {
    return this == OPTICAL ? opticalDepth : opticalDepth / 2;
  }
}
