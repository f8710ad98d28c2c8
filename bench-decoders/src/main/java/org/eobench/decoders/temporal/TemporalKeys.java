package org.eobench.decoders.temporal;

import java.util.Locale;
import org.eobench.core.config.bind.Default;

/**
 * The keys by which every decoder says how dates are fused.
 *
 * @param multiTemporalStrategy how the maps of several dates become one
 * @param ltaePositions what {@code ltae} knows of when each map was taken
 * @param ltaeAttentionDropout share of attention weights dropped while training
 * @param ltaeDropout share of fused features dropped while training
 */
public record TemporalKeys(
    @Default("none") TemporalStrategy multiTemporalStrategy,
    @Default("dates") Positions ltaePositions,
    @Default("0.1") double ltaeAttentionDropout,
    @Default("0.2") double ltaeDropout) {
  /** One date, or an encoder that merges dates itself. */
  public static final TemporalKeys NONE =
      new TemporalKeys(TemporalStrategy.NONE, Positions.DATES, 0.1, 0.2);

  /** What attention over dates knows of when each map was taken. */
  public enum Positions {
    /** Nothing: exchanging dates changes no result. */
    NONE,
    /** The place of each date in the series, counted from 0. */
    ORDER,
    /** Days since the first date of the sample. */
    DATES
  }

  public TemporalKeys {
    requireShare("ltae_attention_dropout", ltaeAttentionDropout);
    requireShare("ltae_dropout", ltaeDropout);
  }

  /**
   * For decoders that learn nothing by gradients.
   *
   * @throws IllegalArgumentException if dates would be fused by weights that must be learnt
   */
  public void requireNothingToLearn() {
    if (multiTemporalStrategy.learns()) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "multi_temporal_strategy=%s has weights to learn, and this decoder is not"
                      + " trained; use",
                  multiTemporalStrategy.name().toLowerCase(Locale.ROOT))
              + " mean, max or stack, or difference or concatenation for 2 dates");
    }
  }

  private static void requireShare(String key, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(key + "=" + share + " must lie in [0, 1)");
    }
  }
}
