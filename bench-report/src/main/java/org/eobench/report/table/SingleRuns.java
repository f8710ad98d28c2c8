package org.eobench.report.table;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.TestSamples;
import org.eobench.report.compare.Units;
import org.eobench.report.runs.StoredRun;
import org.eobench.report.statistics.Blocks;
import org.eobench.report.statistics.Bootstrap;
import org.eobench.report.statistics.Interval;

/**
 * Scores cells of one run by their test samples. Samples that touch on the ground are drawn
 * together, as {@code compare} does.
 *
 * @param draws of each bootstrap; 0 for no interval
 */
record SingleRuns(int draws) {
  /** Fewer draws move the ends of an interval by more than a tenth of its width. */
  static final int LEAST_DRAWS = 200;

  /** Counts of samples that all bootstraps of a report add up: seconds of work. */
  private static final long MOST_SUMS = 100_000_000;

  private static final double ROUNDING = 1e-9;

  /**
   * Shares the work among cells: the more samples they have together, the fewer draws.
   *
   * @param asked draws where there is little work
   * @param cells the runs of each cell
   */
  static SingleRuns of(int asked, Collection<List<StoredRun>> cells) {
    long samples =
        cells.stream()
            .filter(runs -> runs.size() == 1)
            .mapToLong(runs -> runs.get(0).outcome().facts().samples())
            .sum();
    long affordable = Math.max(LEAST_DRAWS, MOST_SUMS / Math.max(1, samples));
    return new SingleRuns((int) Math.min(asked, affordable));
  }

  /**
   * The cell of a run.
   *
   * @param metrics metrics of its task, with which counts of samples are read
   */
  Cell cell(StoredRun run, String metric, List<Metric<?>> metrics) {
    double value = run.score(metric).orElseThrow();
    if (draws > 0) {
      TestSamples samples = run.samples(metrics).orElse(null);
      if (samples != null && follows(value, metric, samples)) {
        Units units = Units.of(samples.places(), Units.Choice.AUTO);
        Blocks blocks = units.blocks();
        Interval interval =
            Bootstrap.of(
                    units.count(),
                    drawn -> samples.score(metric, blocks.samples(drawn)),
                    draws,
                    Scored.SEED)
                .interval(Bootstrap.Method.EXPANDED, Scored.LEVEL);
        Basis basis = units.areBlocks() ? Basis.BLOCKS : Basis.SAMPLES;
        return new Cell(
            List.of(run), List.of(value), value, interval.low(), interval.high(), basis, "");
      }
    }
    return new Cell(List.of(run), List.of(value), value, Double.NaN, Double.NaN, Basis.NONE, "");
  }

  /** Whether a score is that of the summed counts, and not a mean over batches. */
  static boolean follows(double value, String metric, TestSamples samples) {
    int count = samples.ids().size();
    return count > 1
        && samples.has(metric)
        && Math.abs(samples.score(metric, IntStream.range(0, count).toArray()) - value)
            <= ROUNDING * Math.max(1, Math.abs(value));
  }
}
