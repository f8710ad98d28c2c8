package org.eobench.core.criterion;

import java.util.Locale;
import org.eobench.core.config.bind.Default;

/**
 * Keys of {@code _target_: dice} and {@code _target_: jaccard}.
 *
 * @param smooth term added to numerator and denominator
 * @param ignoredPredictions how predictions on ignored pixels are handled
 * @param absentClasses how classes that an image's target does not contain are handled
 */
public record OverlapConfig(
    @Default("1e-6") double smooth,
    IgnoredPredictions ignoredPredictions,
    AbsentClasses absentClasses) {

  /** Predictions on ignored pixels. */
  public enum IgnoredPredictions {
    /** Excluded: such a pixel has no effect on the loss. */
    SKIP,
    /** Counted as wrong predictions, as in Pangaea. */
    COUNT
  }

  /** Classes that an image's target does not contain. */
  public enum AbsentClasses {
    /** Excluded from the mean over classes. */
    SKIP,
    /** Counted with an overlap of almost zero, as in Pangaea. */
    COUNT
  }

  public OverlapConfig {
    Keys.require(smooth > 0, String.format(Locale.ROOT, "smooth=%s must be positive", smooth));
  }
}
