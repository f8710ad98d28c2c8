package org.eobench.core.encoder;

/** What an {@link Encoder} also implements if it describes an image as a whole. */
public interface GlobalEncoder {
  /**
   * Encodes a batch like {@link Encoder#encode}, and returns the features of the whole images too.
   * All blocks are computed, also those after the deepest map.
   */
  GlobalFeatures encodeGlobal(EncoderInput input);

  /** Whether {@link GlobalFeatures#classTokens} are given; true by default. */
  default boolean givesClassTokens() {
    return true;
  }
}
