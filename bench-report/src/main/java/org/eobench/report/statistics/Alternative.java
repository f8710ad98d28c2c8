package org.eobench.report.statistics;

import java.util.function.DoubleSupplier;
import org.apache.commons.statistics.inference.AlternativeHypothesis;

/** What a test or an interval guards against: a difference, or one in a given direction. */
public enum Alternative {
  /** The difference is not zero. */
  TWO_SIDED,
  /** The difference is below zero; an interval has only an upper end. */
  LESS,
  /** The difference is above zero; an interval has only a lower end. */
  GREATER;

  /**
   * The p value from the probabilities of both tails, each with the observed value itself.
   *
   * @param below probability of a statistic at most as large as the observed one
   * @param above probability of a statistic at least as large
   */
  double p(DoubleSupplier below, DoubleSupplier above) {
    return switch (this) {
      case LESS -> below.getAsDouble();
      case GREATER -> above.getAsDouble();
      case TWO_SIDED -> Math.min(1, 2 * Math.min(below.getAsDouble(), above.getAsDouble()));
    };
  }

  AlternativeHypothesis commons() {
    return switch (this) {
      case TWO_SIDED -> AlternativeHypothesis.TWO_SIDED;
      case LESS -> AlternativeHypothesis.LESS_THAN;
      case GREATER -> AlternativeHypothesis.GREATER_THAN;
    };
  }
}
