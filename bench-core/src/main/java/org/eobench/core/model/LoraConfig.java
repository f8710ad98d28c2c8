package org.eobench.core.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code lora}: the changes of low rank that {@code finetune=lora} trains.
 *
 * @param rank rank of each change
 * @param alpha factor of each change, divided by the rank
 * @param targets patterns of the names of the encoder's linear layers that get a change, where
 *     {@code *} stands for any characters
 */
public record LoraConfig(
    @Default("8") @Range(min = 1, max = 65_536) int rank,
    @Default("16") @Range(above = 0) double alpha,
    @Default("[\"*\"]") List<String> targets) {
  /** The keys as they are if none is given. */
  public static final LoraConfig DEFAULT = new LoraConfig(8, 16, List.of("*"));

  public LoraConfig {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("targets names no layer; [\"*\"] are all");
    }
  }

  /** The keys for people, such as {@code rank=8 alpha=16 targets=*}. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "rank=%d alpha=%s targets=%s",
        rank,
        BigDecimal.valueOf(alpha).stripTrailingZeros().toPlainString(),
        String.join(" ", targets));
  }
}
