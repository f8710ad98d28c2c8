package org.eobench.report.table;

import java.util.List;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.MetricFacts;

/**
 * A column: one metric of scores that can be compared.
 *
 * @param values the conditions that name it, in the order of {@link ReportTable#columnKeys()}
 * @param parts its name for people, in parts: the values of conditions that were asked for, and
 *     others as {@code key=value}
 * @param dataset name of the data set
 * @param metric key of the metric
 * @param facts direction and unit of the metric
 * @param quantity unit of the measured quantity; empty if there is none
 * @param samples number of test samples
 */
public record Column(
    List<String> values,
    List<String> parts,
    String dataset,
    String metric,
    MetricFacts facts,
    String quantity,
    int samples) {
  private static final double PERCENT = 100;

  public Column {
    values = List.copyOf(values);
    parts = List.copyOf(parts);
  }

  /** Its name for people. */
  public String label() {
    return String.join(", ", parts);
  }

  /** Its name in a list of names, such as {@code quickstart/seg_linear}. */
  String brief() {
    return String.join("/", parts);
  }

  /** Whether people see the values in percent. */
  public boolean percent() {
    return facts.unit() == Metric.Unit.FRACTION;
  }

  /** The factor from stored values to those that people see. */
  public double scale() {
    return percent() ? PERCENT : 1;
  }

  /** The metric with its unit and direction, such as {@code mIoU %, higher is better}. */
  public String legend() {
    String direction =
        switch (facts.better()) {
          case HIGHER -> "higher is better";
          case LOWER -> "lower is better";
          case NEARER_TO_ZERO -> "nearer to 0 is better";
        };
    return metric + unit() + ", " + direction;
  }

  /** The same for the head of a table, such as {@code mIoU % ↑}. */
  public String heading() {
    String arrow =
        switch (facts.better()) {
          case HIGHER -> " ↑";
          case LOWER -> " ↓";
          case NEARER_TO_ZERO -> " →0";
        };
    return metric + unit() + arrow;
  }

  private String unit() {
    if (percent()) {
      return " %";
    }
    return quantity.isEmpty() ? "" : " [" + quantity + "]";
  }
}
