package org.eobench.core.model;

import java.util.Locale;
import java.util.Optional;

/** How much of the encoder is trained; the decoder always is. */
public enum Finetune {
  /** The encoder stays as it is. */
  NONE,
  /** Only the layer that takes the bands is trained, as for bands the encoder has never seen. */
  RETRAIN_INPUT,
  /** Everything is trained. */
  FULL;

  /**
   * Reads the config value, which keeps Pangaea's words.
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

  /** The config value, as logs and result rows write it. */
  public String key() {
    return this == FULL ? "true" : name().toLowerCase(Locale.ROOT);
  }
}
