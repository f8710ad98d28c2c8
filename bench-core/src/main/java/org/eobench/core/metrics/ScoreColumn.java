package org.eobench.core.metrics;

import java.util.List;

/**
 * A column of a table of scores. A value that does not exist is NaN.
 *
 * @param name its head
 * @param unit of its values
 * @param classes a value for each row of a class, or none at all
 * @param mean of the classes, or the value of a metric that no class has
 * @param micro of the counts of all classes summed
 * @param weighted mean of the classes weighted by their share of the targets
 */
public record ScoreColumn(
    String name,
    Metric.Unit unit,
    List<Double> classes,
    double mean,
    double micro,
    double weighted) {
  public ScoreColumn {
    classes = List.copyOf(classes);
  }

  /** One value for everything. */
  public static ScoreColumn of(String name, Metric.Unit unit, double value) {
    return new ScoreColumn(name, unit, List.of(), value, Double.NaN, Double.NaN);
  }

  /** The value of a class, by the number of its row. */
  public double ofClass(int row) {
    return classes.isEmpty() ? Double.NaN : classes.get(row);
  }
}
