package org.eobench.core.metrics;

import java.util.List;
import java.util.stream.Stream;

/**
 * The metrics of an evaluation.
 *
 * @param computed all metrics, in table order
 * @param listed whether a user listed them, so that the table shows all
 * @param headline metrics that are shown in log lines
 * @param best metric that selects the best checkpoint
 */
public record ChosenMetrics(
    List<Metric<?>> computed, boolean listed, List<Metric<?>> headline, Metric<?> best) {
  private static final int HEADLINE = 3;

  public ChosenMetrics {
    computed = List.copyOf(computed);
    headline = List.copyOf(headline);
  }

  /**
   * The default metrics of a task; the first one selects the best checkpoint.
   *
   * @param metrics all metrics of the task
   */
  public static ChosenMetrics of(List<Metric<?>> metrics) {
    List<Metric<?>> usual = metrics.stream().filter(Metric::isUsual).toList();
    return usual(usual, usual.stream().limit(HEADLINE).toList(), usual.get(0));
  }

  /** Metrics that a user listed, and the one that selects the best checkpoint. */
  public static ChosenMetrics listed(List<Metric<?>> metrics, Metric<?> best) {
    List<Metric<?>> all = with(metrics, best);
    return new ChosenMetrics(all, true, all.stream().limit(HEADLINE).toList(), best);
  }

  /** The metrics of a task; the table shows only those that are always shown. */
  public static ChosenMetrics usual(
      List<Metric<?>> metrics, List<Metric<?>> headline, Metric<?> best) {
    return new ChosenMetrics(with(metrics, best), false, headline, best);
  }

  /** The metrics that a table shows. */
  List<Metric<?>> shown() {
    return computed.stream().filter(metric -> listed || !metric.isOnlyLogged()).toList();
  }

  private static List<Metric<?>> with(List<Metric<?>> metrics, Metric<?> best) {
    return Stream.concat(metrics.stream(), Stream.of(best)).distinct().toList();
  }
}
