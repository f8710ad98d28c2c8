package org.eobench.decoders.temporal;

import java.util.Locale;
import org.eobench.core.config.bind.Default;

/**
 * The keys of every decoder for the fusion of dates.
 *
 * @param multiTemporalStrategy how the maps of several dates are fused
 * @param missingDates what frames without an image do, of samples with fewer dates than others
 * @param ltaePositions the temporal positions that {@code ltae} encodes
 * @param ltaeAttentionDropout share of attention weights dropped in training
 * @param ltaeDropout share of fused features dropped in training
 */
public record TemporalKeys(
    @Default("none") TemporalStrategy multiTemporalStrategy,
    @Default("left_out") MissingDates missingDates,
    @Default("dates") Positions ltaePositions,
    @Default("0.1") double ltaeAttentionDropout,
    @Default("0.2") double ltaeDropout) {
  /** For one date, or for an encoder that merges dates itself. */
  public static final TemporalKeys NONE =
      new TemporalKeys(TemporalStrategy.NONE, MissingDates.LEFT_OUT, Positions.DATES, 0.1, 0.2);

  /** What frames without an image do. */
  public enum MissingDates {
    /** They are left out: the mean and the attention are over the dates that a sample has. */
    LEFT_OUT,
    /** They count, with what the encoder makes of filled images, as in Pangaea. */
    COUNTED
  }

  /** The temporal positions that attention over dates encodes. */
  public enum Positions {
    /** None: the order of dates does not change the result. */
    NONE,
    /** The index of each date in the series, counted from 0. */
    ORDER,
    /** Days since the first date of the sample. */
    DATES
  }

  public TemporalKeys {
    requireShare("ltae_attention_dropout", ltaeAttentionDropout);
    requireShare("ltae_dropout", ltaeDropout);
  }

  /**
   * Checks the strategy for decoders that are not trained by gradients.
   *
   * @throws IllegalArgumentException if the strategy has weights to train
   */
  public void requireNothingToLearn() {
    if (multiTemporalStrategy.learns()) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "multi_temporal_strategy=%s has weights to train, but this decoder is not"
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
