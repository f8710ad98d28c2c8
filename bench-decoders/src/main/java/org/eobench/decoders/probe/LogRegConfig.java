package org.eobench.decoders.probe;

import java.util.Arrays;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the logistic regression probe.
 *
 * @param cMin the smallest C: the weight of the data against that of the penalty on weights
 * @param cMax the largest C
 * @param cCount how many values of C are tried, equally spaced in their logarithms; the one with
 *     the best score on the validation split is taken, the smallest of equals
 * @param maxIterations most steps of L-BFGS for each C
 * @param tolerance how short the gradient must become, as a share of its length at weights of zero
 * @param featureScaling what is done to features before
 * @param refitWithVal whether the training and the validation split together are fitted with the
 *     chosen C in the end
 * @param temporal how the maps of several dates become one, by a rule without weights
 */
@Paper("arXiv:2304.07193")
public record LogRegConfig(
    double cMin,
    double cMax,
    int cCount,
    int maxIterations,
    double tolerance,
    FeatureScaling featureScaling,
    boolean refitWithVal,
    @Inline TemporalKeys temporal) {

  /** What is done to features before they are weighed. */
  public enum FeatureScaling {
    NONE,
    /** Each image's features are brought to length 1. */
    UNIT_LENGTH,
    /** Each feature has mean 0 and standard deviation 1 over the training split. */
    STANDARDIZE
  }

  public LogRegConfig {
    if (!(cMin > 0 && cMax >= cMin) || Double.isInfinite(cMax)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "c_min=%s and c_max=%s must be positive and in order", cMin, cMax));
    }
    if (cCount < 1 || (cCount == 1 && cMin != cMax)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "c_count=%d must be at least 2, or 1 where c_min is c_max", cCount));
    }
    if (maxIterations < 1) {
      throw new IllegalArgumentException("max_iterations=" + maxIterations + " must be at least 1");
    }
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance=" + tolerance + " must lie in (0, 1)");
    }
    temporal.requireNothingToLearn();
  }

  /** The values of C, smallest first. */
  double[] candidates() {
    double[] values = new double[cCount];
    double from = Math.log10(cMin);
    double to = Math.log10(cMax);
    Arrays.setAll(values, i -> Math.pow(10, from + (to - from) * i / Math.max(1, cCount - 1)));
    return values;
  }
}
