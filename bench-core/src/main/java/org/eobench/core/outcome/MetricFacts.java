package org.eobench.core.outcome;

import org.eobench.core.metrics.Metric;

/**
 * What a reader of a score must know about its metric.
 *
 * @param better which of two values is better
 * @param unit the unit of the values
 */
public record MetricFacts(Metric.Better better, Metric.Unit unit) {
  static MetricFacts of(Metric<?> metric) {
    return new MetricFacts(metric.better(), metric.unit());
  }

  /** Whether one value is better than another; any number is better than NaN. */
  public boolean isBetter(double value, double other) {
    return better.isBetter(value, other);
  }
}
