package org.eobench.report.table;

import java.util.List;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.TestSamples;
import org.eobench.report.runs.StoredRun;
import org.eobench.report.statistics.Bootstrap;
import org.eobench.report.statistics.Interval;
import org.eobench.report.statistics.TTests;

/** Scores cells: means over seeds, and their intervals. */
final class Scored {
  static final double LEVEL = 0.95;

  /** Seed of all draws, so that the same runs always give the same report. */
  static final long SEED = 20_261_130;

  private Scored() {}

  /**
   * The cell of some runs with a score.
   *
   * @param metrics metrics of their task, with which counts of samples are read
   * @param resamples draws over test samples for a single run; 0 for no interval
   */
  static Cell of(List<StoredRun> runs, Column column, List<Metric<?>> metrics, int resamples) {
    List<Double> values =
        runs.stream().map(run -> run.score(column.metric()).orElseThrow()).toList();
    if (runs.size() == 1) {
      return single(runs, values.get(0), column.metric(), metrics, resamples);
    }
    TTests.Mean mean = TTests.mean(values.stream().mapToDouble(v -> v).toArray(), LEVEL);
    return new Cell(runs, values, mean.mean(), mean.low(), mean.high(), Basis.SEEDS, "");
  }

  private static Cell single(
      List<StoredRun> runs, double value, String metric, List<Metric<?>> metrics, int resamples) {
    if (resamples > 0) {
      TestSamples samples = runs.get(0).samples(metrics).orElse(null);
      if (samples != null && samples.has(metric) && samples.ids().size() > 1) {
        Interval interval =
            Bootstrap.of(
                    samples.ids().size(), drawn -> samples.score(metric, drawn), resamples, SEED)
                .interval(Bootstrap.Method.EXPANDED, LEVEL);
        return new Cell(
            runs, List.of(value), value, interval.low(), interval.high(), Basis.SAMPLES, "");
      }
    }
    return new Cell(runs, List.of(value), value, Double.NaN, Double.NaN, Basis.NONE, "");
  }

  /** The cell of a constant prediction, which does not vary. */
  static Cell constant(double value) {
    return new Cell(List.of(), List.of(value), value, Double.NaN, Double.NaN, Basis.NONE, "");
  }
}
