package org.eobench.decoders.linear;

/** Which features of the levels describe an image. */
enum ImagePooling {
  /** The mean over space. */
  MEAN,
  /** The class token. */
  CLS,
  /** The class tokens of all levels, then their means. */
  BOTH;

  boolean readsClassTokens() {
    return this != MEAN;
  }

  boolean readsMaps() {
    return this != CLS;
  }
}
