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
  /** Only the biases of the encoder are trained (Ben Zaken et al. 2022, arXiv:2106.10199). */
  BIAS,
  /** Only changes of low rank of its linear layers are trained; see {@link LoraConfig}. */
  LORA,
  /** Encoder and decoder are trained completely. */
  FULL;

  /** The values of the key, for messages. */
  public static final String CHOICES = "false, none, retrain_input, bias, lora or true";

  /**
   * Parses the config value, which follows Pangaea.
   *
   * @param text one of {@link #CHOICES}; case is ignored
   */
  public static Optional<Finetune> of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "false", "none" -> Optional.of(NONE);
      case "retrain_input" -> Optional.of(RETRAIN_INPUT);
      case "bias" -> Optional.of(BIAS);
      case "lora" -> Optional.of(LORA);
      case "true" -> Optional.of(FULL);
      default -> Optional.empty();
    };
  }

  /** The config value, as written to logs and result rows. */
  public String key() {
    return this == FULL ? "true" : name().toLowerCase(Locale.ROOT);
  }
}
