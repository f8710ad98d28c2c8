package org.eobench.report.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eobench.core.error.BenchException;
import org.eobench.core.outcome.TestSamples;
import org.eobench.report.compare.PairedScores;
import org.eobench.report.compare.TestedRun;
import org.eobench.report.compare.Units;
import org.eobench.report.runs.StoredRun;
import org.eobench.report.statistics.Adjustment;
import org.eobench.report.statistics.SwapTest;

/**
 * Groups of single runs that cannot be told apart: paired swap tests of all pairs on the same test
 * samples or spatial blocks, corrected together by Holm's method. The tests of a report share a
 * bounded amount of work; columns beyond it have no groups.
 */
final class PairedGroups {
  /** Counts of samples that all tests of a report add up: seconds of work. */
  private static final long MOST_SUMS = 80_000_000;

  private static final int LEAST_DRAWS = 999;

  /** Draws for each pair, so that the smallest p is below half of Holm's first threshold. */
  private static final int DRAWS_BY_PAIR = 40;

  private static final double ALPHA = 1 - Scored.LEVEL;

  private final TaskMetrics metrics;
  private final List<String> tooMuch = new ArrayList<>();
  private final List<String> tooFew = new ArrayList<>();
  private final List<String> notPaired = new ArrayList<>();
  private long left;

  /**
   * @param metrics the metrics of each task, to read the counts of test samples
   */
  PairedGroups(TaskMetrics metrics) {
    this(metrics, MOST_SUMS);
  }

  PairedGroups(TaskMetrics metrics, long mostSums) {
    this.metrics = metrics;
    this.left = mostSums;
  }

  /**
   * Which single runs of a column differ, {@code [n][n]}.
   *
   * @param cells cells of one run
   * @return empty if that was not tested; {@link #sentences()} says why
   */
  Optional<boolean[][]> differ(List<Cell> cells, Column column) {
    int pairs = cells.size() * (cells.size() - 1) / 2;
    int draws = Math.max(LEAST_DRAWS, DRAWS_BY_PAIR * pairs);
    List<TestedRun> runs;
    try {
      runs = cells.stream().map(cell -> tested(cell.runs().get(0))).toList();
    } catch (BenchException damaged) {
      notPaired.add(column.label());
      return Optional.empty();
    }
    if (!pair(runs, column.metric())) {
      notPaired.add(column.brief());
      return Optional.empty();
    }
    Units units = Units.of(runs.get(0), Units.Choice.AUTO);
    if (pairs * Math.scalb(2.0, -units.count()) >= ALPHA) {
      // Not even the most extreme of all swaps would be significant after the correction.
      tooFew.add(column.brief() + " with " + pairs + " pairs");
      return Optional.of(new boolean[runs.size()][runs.size()]);
    }
    long swaps = units.count() < Integer.SIZE - 1 ? Math.min(draws, 1L << units.count()) : draws;
    long sums = 2L * column.samples() * swaps * pairs;
    if (sums > left) {
      tooMuch.add(column.brief());
      return Optional.empty();
    }
    left -= sums;
    double[] p = new double[pairs];
    int pair = 0;
    for (int a = 0; a < runs.size(); a++) {
      for (int b = a + 1; b < runs.size(); b++) {
        PairedScores scores =
            new PairedScores(
                List.of(runs.get(a)),
                List.of(runs.get(b)),
                column.metric(),
                column.facts().better(),
                units);
        p[pair++] = SwapTest.of(units.count(), scores::swapped, draws, Scored.SEED).p();
      }
    }
    double[] adjusted = Adjustment.HOLM.adjust(p);
    boolean[][] differ = new boolean[runs.size()][runs.size()];
    pair = 0;
    for (int a = 0; a < runs.size(); a++) {
      for (int b = a + 1; b < runs.size(); b++) {
        differ[a][b] = adjusted[pair++] < ALPHA;
        differ[b][a] = differ[a][b];
      }
    }
    return Optional.of(differ);
  }

  private TestedRun tested(StoredRun run) {
    return TestedRun.of(run, metrics::of);
  }

  /** Whether all have counts of the same samples, by the same rules, that give their scores. */
  private static boolean pair(List<TestedRun> runs, String metric) {
    TestedRun first = runs.get(0);
    Set<String> ids =
        first.samples().map(TestSamples::ids).map(HashSet::new).orElseGet(HashSet::new);
    return runs.stream()
        .allMatch(
            run ->
                run.context().equals(first.context())
                    && run.samples()
                        .filter(samples -> samples.ids().size() == ids.size())
                        .filter(samples -> ids.containsAll(samples.ids()))
                        .filter(samples -> new HashSet<>(samples.ids()).size() == ids.size())
                        .filter(
                            samples ->
                                SingleRuns.follows(
                                    run.scores().getOrDefault(metric, Double.NaN), metric, samples))
                        .isPresent());
  }

  /** Why columns of single runs have no groups; often none. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (!notPaired.isEmpty()) {
      sentences.add(
          "Single runs are not tested against each other where they lack counts of the same test"
              + " samples: "
              + Remarks.some(notPaired)
              + ".");
    }
    if (!tooFew.isEmpty()) {
      sentences.add(
          "There are too few test samples or blocks to tell any of so many single runs apart: "
              + Remarks.some(tooFew)
              + ".");
    }
    if (!tooMuch.isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Single runs are not tested against each other in %d %s, because all pairs on all"
                  + " test samples would take too long (%s); compare tests chosen runs.",
              tooMuch.size(),
              tooMuch.size() == 1 ? "column" : "columns",
              Remarks.some(tooMuch)));
    }
    return sentences;
  }
}
