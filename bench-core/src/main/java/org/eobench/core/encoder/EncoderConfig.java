package org.eobench.core.encoder;

/** An encoder's config record; it inlines the keys that all encoders have. */
public interface EncoderConfig {
  /** The keys of every encoder's YAML. */
  EncoderKeys keys();

  /** Whether there is such an encoder without a file of weights, started from random ones. */
  default boolean canStartRandom() {
    return true;
  }
}
