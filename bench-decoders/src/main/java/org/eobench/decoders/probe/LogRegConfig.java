package org.eobench.decoders.probe;

import java.util.Arrays;
import java.util.Locale;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.pooling.PoolingKeys;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the logistic regression probe.
 *
 * @param cMin smallest C, the weight of the data relative to the penalty on weights
 * @param cMax largest C
 * @param cCount number of values of C, equally spaced on a logarithmic scale; the one with the best
 *     score on the validation split is used, and the smallest of several best ones
 * @param maxIterations maximum number of L-BFGS steps for each C
 * @param tolerance norm of a small enough gradient, relative to its norm at zero weights
 * @param featureScaling scaling of the features before the fit
 * @param refitWithVal whether the training and validation splits together are finally fitted with
 *     the selected C
 * @param features which features describe an image, without weights to train
 * @param temporal how the maps of several dates are fused, by a rule without weights
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
    @Inline PoolingKeys features,
    @Inline TemporalKeys temporal) {

  /** The scaling of the features before the fit. */
  public enum FeatureScaling {
    NONE,
    /** The features of each image are normalised to unit length. */
    UNIT_LENGTH,
    /** Each feature has mean 0 and standard deviation 1 over the training split. */
    STANDARDIZE
  }

  public LogRegConfig {
    if (!(cMin > 0 && cMax >= cMin) || Double.isInfinite(cMax)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "c_min=%s and c_max=%s must be positive and ascending", cMin, cMax));
    }
    if (cCount < 1 || (cCount == 1 && cMin != cMax)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "c_count=%d must be at least 2, or 1 if c_min equals c_max", cCount));
    }
    if (maxIterations < 1) {
      throw new IllegalArgumentException("max_iterations=" + maxIterations + " must be at least 1");
    }
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance=" + tolerance + " must lie in (0, 1)");
    }
    features.requireNothingToLearn();
    temporal.requireNothingToLearn();
  }

  /** The values of C in ascending order. */
  double[] candidates() {
    double[] values = new double[cCount];
    double from = Math.log10(cMin);
    double to = Math.log10(cMax);
    Arrays.setAll(values, i -> Math.pow(10, from + (to - from) * i / Math.max(1, cCount - 1)));
    return values;
  }
}
