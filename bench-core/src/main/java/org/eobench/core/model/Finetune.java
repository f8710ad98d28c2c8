package org.eobench.core.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  /** Only the last blocks of the encoder are trained, and what follows them. */
  LAST_BLOCKS,
  /** Encoder and decoder are trained completely. */
  FULL;

  /** The values of the key, for messages. */
  public static final String CHOICES =
      "false or none, input or retrain_input, bias, lora, last_N (blocks), or true or all";

  private static final Pattern LAST = Pattern.compile("last_([1-9]\\d{0,3})");

  /**
   * Parses the config value, which follows Pangaea.
   *
   * @param text one of {@link #CHOICES}; case is ignored
   */
  public static Optional<Finetune> of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "false", "none" -> Optional.of(NONE);
      case "retrain_input", "input" -> Optional.of(RETRAIN_INPUT);
      case "bias" -> Optional.of(BIAS);
      case "lora" -> Optional.of(LORA);
      case "true", "all" -> Optional.of(FULL);
      default -> lastBlocks(text) > 0 ? Optional.of(LAST_BLOCKS) : Optional.empty();
    };
  }

  /** N of a config value {@code last_N}; 0 for other values. */
  public static int lastBlocks(String text) {
    Matcher last = LAST.matcher(text.toLowerCase(Locale.ROOT));
    return last.matches() ? Integer.parseInt(last.group(1)) : 0;
  }

  /** The config value, as written to logs and result rows. */
  public String key() {
    return this == FULL ? "true" : name().toLowerCase(Locale.ROOT);
  }
}
