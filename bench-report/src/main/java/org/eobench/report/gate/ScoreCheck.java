package org.eobench.report.gate;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.MetricFacts;
import org.eobench.report.compare.Comparability;
import org.eobench.report.compare.PairResult;
import org.eobench.report.compare.PairTest;
import org.eobench.report.compare.TestedRun;
import org.eobench.report.compare.Units;

/**
 * Whether a metric is worse than in the baseline: by more than the margin, and significantly, by
 * the paired tests of {@code compare}. Both are needed, because a difference of a hundredth of a
 * point can be significant and one of five points can be chance. Runs that cannot be compared fail,
 * because a gate that did not look must not pass.
 *
 * @param group what the check is about
 * @param limits margin and draws
 */
record ScoreCheck(String group, GateLimits limits) {
  private static final double ALPHA = 0.05;
  private static final double PERCENT = 100;
  private static final long SEED = 1;

  /**
   * Checks a metric.
   *
   * @throws BenchException {@code NoSuchMetric} if the runs do not have it
   */
  GateCheck of(String metric, List<TestedRun> now, List<TestedRun> before) {
    Problems problems = new Problems();
    TestedRun first = now.get(0);
    now.forEach(run -> Comparability.check(first, run, metric, problems));
    before.forEach(run -> Comparability.check(first, run, metric, problems));
    if (!problems.isEmpty()) {
      if (problems.list().stream().anyMatch(problem -> problem.id().equals("NoSuchMetric"))) {
        problems.throwIfAny(ExitCode.USAGE);
      }
      return GateCheck.of(
          group, metric, false, "the runs cannot be compared: " + problems.list().get(0).what());
    }
    Units units = Units.of(first, limits.units());
    MetricFacts facts = Objects.requireNonNull(first.metrics().get(metric), metric);
    PairResult result =
        new PairTest(metric, facts.better(), limits.resamples(), SEED)
            .of("now", now, "baseline", before, units);
    return judged(metric, facts, result);
  }

  private GateCheck judged(String metric, MetricFacts facts, PairResult result) {
    double worse =
        facts.better() == Metric.Better.HIGHER ? -result.difference() : result.difference();
    boolean fraction = facts.unit() == Metric.Unit.FRACTION;
    double margin = limits.margin() / PERCENT * (fraction ? 1 : Math.abs(result.scoreB()));
    boolean significant = result.p() <= ALPHA && !result.interval().contains(0);
    boolean beyond = worse > margin;
    double scale = fraction ? PERCENT : 1;
    String found =
        String.format(
            Locale.ROOT,
            "%.4g, baseline %.4g (%+.3g, 95 %% interval %.3g to %.3g, p = %.4f, %d %s)",
            scale * result.scoreA(),
            scale * result.scoreB(),
            scale * result.difference(),
            scale * result.interval().low(),
            scale * result.interval().high(),
            result.p(),
            result.units(),
            result.unitName());
    String remark = "";
    if (beyond && !significant) {
      remark = "; worse by more than the margin, but not significantly";
    } else if (worse > 0 && significant && !beyond) {
      remark = "; significantly worse, but within the margin";
    }
    return GateCheck.of(group, metric, !(beyond && significant), found + remark);
  }
}
