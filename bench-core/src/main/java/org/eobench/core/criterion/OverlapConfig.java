package org.eobench.core.criterion;

import java.util.Locale;
import org.eobench.core.config.bind.Default;

/**
 * Keys of {@code _target_: dice} and {@code _target_: jaccard}.
 *
 * @param smooth added to numerator and denominator
 * @param ignoredPredictions whether what is predicted on ignored pixels weighs in the denominator
 * @param absentClasses what becomes of a class that an image's target does not contain
 */
public record OverlapConfig(
    @Default("1e-6") double smooth,
    IgnoredPredictions ignoredPredictions,
    AbsentClasses absentClasses) {

  /** What is predicted on pixels that do not count. */
  public enum IgnoredPredictions {
    /** Left out: such a pixel has no part in the loss. */
    SKIP,
    /** Counted as a wrong prediction, as Pangaea does. */
    COUNT
  }

  /** Classes that an image's target does not contain. */
  public enum AbsentClasses {
    /** Left out of the mean over classes. */
    SKIP,
    /** Counted with an overlap of almost nothing, as Pangaea does. */
    COUNT
  }

  public OverlapConfig {
    Keys.require(smooth > 0, String.format(Locale.ROOT, "smooth=%s must be positive", smooth));
  }
}
