package org.eobench.core.metrics;

import java.util.List;

/**
 * A column of a table of scores. A missing value is NaN.
 *
 * @param name its heading
 * @param unit unit of its values
 * @param classes a value for each class row, or none
 * @param mean mean over the classes, or the value of a metric without classes
 * @param micro score from the summed counts of all classes
 * @param weighted mean over the classes, weighted by their share of the targets
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

  /** A column with one value for all classes. */
  public static ScoreColumn of(String name, Metric.Unit unit, double value) {
    return new ScoreColumn(name, unit, List.of(), value, Double.NaN, Double.NaN);
  }

  /** The value of a class by its row number. */
  public double ofClass(int row) {
    return classes.isEmpty() ? Double.NaN : classes.get(row);
  }
}
