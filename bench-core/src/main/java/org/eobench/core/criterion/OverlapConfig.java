package org.eobench.core.criterion;

import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;

/**
 * Keys of {@code _target_: dice} and {@code _target_: jaccard}.
 *
 * @param smooth term added to numerator and denominator
 * @param ignoredPredictions how predictions on ignored pixels are handled
 * @param absentClasses how classes that an image's target does not contain are handled
 * @param over what the sums of an overlap extend over
 * @param exponent power of probabilities and targets in the denominator: 1, or 2 as in V-Net
 */
public record OverlapConfig(
    @Default("1e-6") double smooth,
    IgnoredPredictions ignoredPredictions,
    AbsentClasses absentClasses,
    @Default("image") Over over,
    @Default("1") @Range(min = 1, max = 2) int exponent) {

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
    COUNT,
    /** Counted with a loss of zero, as in segmentation_models.pytorch. */
    ZERO
  }

  /** What the sums of an overlap extend over. */
  public enum Over {
    /** The pixels of an image; the loss is averaged over the images. */
    IMAGE,
    /** The pixels of all images of the batch. */
    BATCH
  }

  /** Overlaps of each image. */
  public OverlapConfig(
      double smooth, IgnoredPredictions ignoredPredictions, AbsentClasses absentClasses) {
    this(smooth, ignoredPredictions, absentClasses, Over.IMAGE, 1);
  }

  public OverlapConfig {
    Keys.require(smooth > 0, String.format(Locale.ROOT, "smooth=%s must be positive", smooth));
  }
}
