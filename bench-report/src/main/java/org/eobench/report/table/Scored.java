package org.eobench.report.table;

import java.util.List;
import org.eobench.core.metrics.Metric;
import org.eobench.report.runs.StoredRun;
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
   * @param singles scores a run that is alone
   */
  static Cell of(List<StoredRun> runs, Column column, List<Metric<?>> metrics, SingleRuns singles) {
    if (runs.size() == 1) {
      return singles.cell(runs.get(0), column.metric(), metrics);
    }
    List<Double> values =
        runs.stream().map(run -> run.score(column.metric()).orElseThrow()).toList();
    TTests.Mean mean = TTests.mean(values.stream().mapToDouble(v -> v).toArray(), LEVEL);
    // Equal scores of few seeds are chance, not a spread of zero.
    return mean.low() < mean.high()
        ? new Cell(runs, values, mean.mean(), mean.low(), mean.high(), Basis.SEEDS, "")
        : new Cell(runs, values, mean.mean(), Double.NaN, Double.NaN, Basis.NONE, "");
  }

  /** The cell of a constant prediction, which does not vary. */
  static Cell constant(double value) {
    return new Cell(List.of(), List.of(value), value, Double.NaN, Double.NaN, Basis.NONE, "");
  }
}
