package org.eobench.encoders.croma;

import java.util.List;

/** The one of CROMA's three encoders that produces the maps. */
enum CromaModality {
  /** Only Sentinel-2. */
  OPTICAL("optical"),
  /** Only Sentinel-1. */
  SAR("sar"),
  /** Both: radar tokens attend to optical tokens. */
  JOINT("sar", "optical");

  private final List<String> images;

  CromaModality(String... images) {
    this.images = List.of(images);
  }

  /** The modalities of its input images. */
  List<String> images() {
    return images;
  }

  /**
   * Number of blocks of the encoder that produces the maps: all of the optical one, half in the
   * others.
   */
  int depth(int opticalDepth) {
    return this == OPTICAL ? opticalDepth : opticalDepth / 2;
  }
}
