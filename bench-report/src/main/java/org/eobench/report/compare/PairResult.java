package org.eobench.report.compare;

import org.eobench.report.statistics.Interval;
import org.eobench.report.statistics.TestResult;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of two models on one data set. Differences are A - B, in the unit of the metric.
 *
 * @param a name of the first model
 * @param b name of the second model
 * @param dataset the data set
 * @param seedsA number of runs of A
 * @param seedsB number of runs of B
 * @param scoreA mean score of the runs of A
 * @param scoreB mean score of the runs of B
 * @param difference scoreA - scoreB; of a metric that is best near zero, of the sizes
 * @param interval 95 % interval of the difference over units, for these runs
 * @param p two-sided p value of the swap test over units
 * @param adjustedP the same after Holm's correction for all comparisons
 * @param wilcoxon signed-rank test of the units' own scores; zeros are dropped
 * @param mcNemar McNemar's test over units; null for tasks without right and wrong cases
 * @param effect Cohen's d of the units' differences
 * @param rankBiserial matched-pairs rank-biserial correlation of the units' differences
 * @param seeds 95 % interval of the difference over seeds (Welch); null if a model has one run, or
 *     no seed changes a score
 * @param units number of units
 * @param unitName {@code samples} or {@code blocks}
 * @param samples number of test samples
 * @param undefinedUnits units whose own score is undefined, which Wilcoxon and effects leave out
 * @param verdict what follows
 */
public record PairResult(
    String a,
    String b,
    String dataset,
    int seedsA,
    int seedsB,
    double scoreA,
    double scoreB,
    double difference,
    Interval interval,
    double p,
    double adjustedP,
    TestResult wilcoxon,
    @Nullable TestResult mcNemar,
    double effect,
    double rankBiserial,
    @Nullable Interval seeds,
    int units,
    String unitName,
    int samples,
    int undefinedUnits,
    Verdict verdict) {

  /** What a comparison says. */
  public enum Verdict {
    /** A is better. */
    A_BETTER,
    /** B is better. */
    B_BETTER,
    /** The test samples show a difference, but it is not larger than that between seeds. */
    WITHIN_SEEDS,
    /** The data show no difference. */
    NOT_SHOWN
  }

  /** The same with p adjusted for other comparisons, and the verdict that follows. */
  PairResult adjusted(double p, Verdict follows) {
    return new PairResult(
        a,
        b,
        dataset,
        seedsA,
        seedsB,
        scoreA,
        scoreB,
        difference,
        interval,
        this.p,
        p,
        wilcoxon,
        mcNemar,
        effect,
        rankBiserial,
        seeds,
        units,
        unitName,
        samples,
        undefinedUnits,
        follows);
  }
}
