package org.eobench.core.criterion;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code _target_: focal}.
 *
 * @param gamma focusing parameter, which reduces the weight of well-classified pixels; 0 is cross
 *     entropy
 * @param alpha one weight per class, or null for equal weights
 * @param activation what makes probabilities of several channels
 */
public record FocalConfig(
    @Default("2") double gamma,
    @Nullable List<Double> alpha,
    @Default("softmax") Activation activation) {

  /** What makes probabilities of the logits of several classes. */
  public enum Activation {
    /** One probability of all classes together. */
    SOFTMAX,
    /** A binary loss for each class, averaged over the classes; segmentation_models.pytorch's. */
    SIGMOID
  }

  /** Probabilities by softmax. */
  public FocalConfig(double gamma, @Nullable List<Double> alpha) {
    this(gamma, alpha, Activation.SOFTMAX);
  }

  public FocalConfig {
    Keys.require(
        alpha == null || activation == Activation.SOFTMAX,
        "alpha=" + alpha + " needs activation=softmax");
    alpha = alpha == null ? null : List.copyOf(alpha);
    Keys.require(gamma >= 0, String.format(Locale.ROOT, "gamma=%s must not be negative", gamma));
    Keys.require(
        alpha == null || alpha.stream().allMatch(a -> a >= 0 && Double.isFinite(a)),
        String.format(Locale.ROOT, "alpha=%s must be finite and not negative", alpha));
  }
}
