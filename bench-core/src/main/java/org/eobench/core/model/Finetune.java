package org.eobench.core.model;

import java.util.Locale;
import java.util.Optional;

/** How much of the encoder is trained; the decoder is always trained. */
public enum Finetune {
  /** The encoder is frozen. */
  NONE,
  /**
   * Only the layer that takes the bands is trained, for bands that the encoder was not pretrained
   * on.
   */
  RETRAIN_INPUT,
  /** Encoder and decoder are trained completely. */
  FULL;

  /**
   * Parses the config value, which follows Pangaea.
   *
   * @param text {@code false}, {@code none}, {@code retrain_input} or {@code true}; case is ignored
   */
  public static Optional<Finetune> of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "false", "none" -> Optional.of(NONE);
      case "retrain_input" -> Optional.of(RETRAIN_INPUT);
      case "true" -> Optional.of(FULL);
      default -> Optional.empty();
    };
  }

  /** The config value, as written to logs and result rows. */
  public String key() {
    return this == FULL ? "true" : name().toLowerCase(Locale.ROOT);
  }
}
