package org.eobench.core.metrics;

import java.util.List;
import java.util.stream.Stream;

/**
 * The metrics of an evaluation.
 *
 * @param computed all of them, in the order of the table
 * @param listed whether a user listed them, so that the table shows each
 * @param headline those that a line of the log has room for
 * @param best the one by which the best checkpoint is chosen
 */
public record ChosenMetrics(
    List<Metric<?>> computed, boolean listed, List<Metric<?>> headline, Metric<?> best) {
  private static final int HEADLINE = 3;

  public ChosenMetrics {
    computed = List.copyOf(computed);
    headline = List.copyOf(headline);
  }

  /**
   * The usual ones of a task; the first decides which checkpoint is the best.
   *
   * @param metrics all of the task
   */
  public static ChosenMetrics of(List<Metric<?>> metrics) {
    List<Metric<?>> usual = metrics.stream().filter(Metric::isUsual).toList();
    return usual(usual, usual.stream().limit(HEADLINE).toList(), usual.get(0));
  }

  /** Metrics that a user listed, and the one by which the best checkpoint is chosen. */
  public static ChosenMetrics listed(List<Metric<?>> metrics, Metric<?> best) {
    List<Metric<?>> all = with(metrics, best);
    return new ChosenMetrics(all, true, all.stream().limit(HEADLINE).toList(), best);
  }

  /** The metrics of a task, of which the table shows those that it always shows. */
  public static ChosenMetrics usual(
      List<Metric<?>> metrics, List<Metric<?>> headline, Metric<?> best) {
    return new ChosenMetrics(with(metrics, best), false, headline, best);
  }

  /** Those that a table shows. */
  List<Metric<?>> shown() {
    return computed.stream().filter(metric -> listed || !metric.isOnlyLogged()).toList();
  }

  private static List<Metric<?>> with(List<Metric<?>> metrics, Metric<?> best) {
    return Stream.concat(metrics.stream(), Stream.of(best)).distinct().toList();
  }
}
