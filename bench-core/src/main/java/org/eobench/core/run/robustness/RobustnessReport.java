package org.eobench.core.run.robustness;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.metrics.Metric;

/**
 * The scores of a trained run on its test split under corrupted images.
 *
 * @param run name of the run
 * @param metric key of the metric that selected its checkpoint
 * @param better which values of it are better
 * @param samples number of test samples
 * @param seed seed of what was drawn
 * @param clean score without corruption, severity 0
 * @param rows one for each corruption
 * @param skipped why corruptions were not applied, by their names
 */
public record RobustnessReport(
    String run,
    String metric,
    Metric.Better better,
    int samples,
    long seed,
    double clean,
    List<Row> rows,
    Map<String, String> skipped) {
  /**
   * The scores under one corruption.
   *
   * @param corruption its name
   * @param measure what the strengths measure, with their unit
   * @param severities the tested severities, from 1 to 5, ascending
   * @param strengths strength of each severity
   * @param scores score at each severity
   * @param meanRelativeDrop mean over the severities of {@link #relativeDrop}; NaN where that is
   *     undefined
   */
  public record Row(
      String corruption,
      String measure,
      List<Integer> severities,
      List<Double> strengths,
      List<Double> scores,
      double meanRelativeDrop) {
    public Row {
      severities = List.copyOf(severities);
      strengths = List.copyOf(strengths);
      scores = List.copyOf(scores);
    }
  }

  public RobustnessReport {
    rows = List.copyOf(rows);
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
  }

  /**
   * How much worse a score is than the clean one, as a share of the clean one: 0.25 for a mean IoU
   * that falls from 0.8 to 0.6, and for an error that rises from 4 to 5. Negative if it is better.
   *
   * @return NaN for a clean score of 0, or an undefined score
   */
  public static double relativeDrop(double clean, double score, Metric.Better better) {
    double worse = better.ascending(clean) - better.ascending(score);
    return clean == 0 ? Double.NaN : worse / Math.abs(clean);
  }
}
