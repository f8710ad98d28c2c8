package org.eobench.decoders.pooling;

import java.util.Locale;

/** How each layer of an encoder is reduced to one vector per image. */
public enum ImagePooling {
  /** The mean over space. */
  MEAN,
  /** The maximum over space. */
  MAX,
  /** The class token. */
  CLS,
  /** The class token and the mean: the class tokens of all layers, then their means. */
  BOTH,
  /** What a learned query gathers from the positions by attention. */
  ATTENTION;

  boolean readsClassTokens() {
    return this == CLS || this == BOTH;
  }

  boolean readsMaps() {
    return this != CLS;
  }

  /** The value in configurations. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
