package org.eobench.core.run.survey;

import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Count, range, mean and standard deviation of a stream of values. */
final class ValueSummary {
  private final SummaryStatistics values = new SummaryStatistics();

  /** Adds a finite value. */
  void add(double value) {
    values.addValue(value);
  }

  double mean() {
    return values.getMean();
  }

  double deviation() {
    return Math.sqrt(values.getPopulationVariance());
  }

  /** The summary, such as {@code 0.0 to 412.5, mean 61.2, standard deviation 58.9}. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%.6g to %.6g, mean %.6g, standard deviation %.6g",
        values.getMin(),
        values.getMax(),
        mean(),
        deviation());
  }
}
