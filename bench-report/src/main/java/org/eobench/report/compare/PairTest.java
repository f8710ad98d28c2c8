package org.eobench.report.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.metrics.Metric;
import org.eobench.report.statistics.Bootstrap;
import org.eobench.report.statistics.EffectSize;
import org.eobench.report.statistics.Interval;
import org.eobench.report.statistics.McNemar;
import org.eobench.report.statistics.SwapTest;
import org.eobench.report.statistics.TTests;
import org.eobench.report.statistics.TestResult;
import org.eobench.report.statistics.Wilcoxon;
import org.jspecify.annotations.Nullable;

/**
 * Compares two models on one data set.
 *
 * @param metric key of the metric
 * @param better its direction
 * @param resamples draws of the bootstrap and of the swap test
 * @param seed of the draws
 */
public record PairTest(String metric, Metric.Better better, int resamples, long seed) {
  /** The confidence level of intervals. */
  public static final double LEVEL = 0.95;

  /** The result before any correction for other comparisons. */
  public PairResult of(
      String nameA, List<TestedRun> a, String nameB, List<TestedRun> b, Units units) {
    PairedScores scores = new PairedScores(a, b, metric, better, units);
    int[] all = IntStream.range(0, units.count()).toArray();
    Interval interval =
        Bootstrap.of(units.count(), scores::difference, resamples, seed)
            .interval(Bootstrap.Method.EXPANDED, LEVEL);
    TestResult swap = SwapTest.of(units.count(), scores::swapped, resamples, seed);
    double[] ofUnits = scores.unitDifferences();
    return new PairResult(
        nameA,
        nameB,
        a.get(0).facts().dataset(),
        a.size(),
        b.size(),
        Arrays.stream(values(a)).average().orElse(Double.NaN),
        Arrays.stream(values(b)).average().orElse(Double.NaN),
        scores.difference(all),
        interval,
        swap.p(),
        swap.p(),
        Wilcoxon.of(ofUnits),
        scores.rightDifferences().map(right -> mcNemar(right, scores.areImages())).orElse(null),
        ofUnits.length == 0 ? Double.NaN : EffectSize.cohensD(ofUnits),
        ofUnits.length == 0 ? Double.NaN : EffectSize.rankBiserial(ofUnits),
        seeds(a, b),
        units.count(),
        units.name(),
        a.get(0).requireSamples().ids().size(),
        units.count() - ofUnits.length,
        PairResult.Verdict.NOT_SHOWN);
  }

  private double[] values(List<TestedRun> runs) {
    return runs.stream()
        .mapToDouble(run -> run.scores().getOrDefault(metric, Double.NaN))
        .map(score -> PairedScores.compared(score, better))
        .toArray();
  }

  private static TestResult mcNemar(double[] right, boolean images) {
    if (!images) {
      return McNemar.ofBlocks(right);
    }
    return McNemar.exact(
        Arrays.stream(right).filter(value -> value > 0).count(),
        Arrays.stream(right).filter(value -> value < 0).count());
  }

  /** Null also if no seed changes a score: then there is no spread to tell anything from. */
  private @Nullable Interval seeds(List<TestedRun> a, List<TestedRun> b) {
    if (a.size() < 2 || b.size() < 2) {
      return null;
    }
    Interval interval = TTests.welch(values(a), values(b), LEVEL).interval();
    return interval.width() == 0 ? null : interval;
  }

  /** What follows from a result, with p corrected for other comparisons. */
  PairResult.Verdict verdict(PairResult result, double adjustedP) {
    boolean shown = adjustedP <= 1 - LEVEL && !result.interval().contains(0);
    if (!shown) {
      return PairResult.Verdict.NOT_SHOWN;
    }
    Interval seeds = result.seeds();
    if (seeds != null && seeds.contains(0)) {
      return PairResult.Verdict.WITHIN_SEEDS;
    }
    boolean higher = result.difference() > 0;
    return higher == (better == Metric.Better.HIGHER)
        ? PairResult.Verdict.A_BETTER
        : PairResult.Verdict.B_BETTER;
  }
}
