package org.eobench.core.encoder;

/** An encoder's config record; it inlines the keys that all encoders have. */
public interface EncoderConfig {
  /** The keys of every encoder's YAML. */
  EncoderKeys keys();

  /** Whether the encoder can be built without weights, from random initialization. */
  default boolean canStartRandom() {
    return true;
  }
}
