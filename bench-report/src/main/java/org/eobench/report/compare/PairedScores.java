package org.eobench.report.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.metrics.Metric;
import org.eobench.core.outcome.TestSamples;

/**
 * The scores of two models on the same units. Each model has one or more runs, which differ by
 * their seed; its score is the mean over its runs, each scored on the drawn units.
 */
public final class PairedScores {
  /**
   * Pairs of runs that are swapped, where the models have different numbers of runs: enough for any
   * two numbers up to 16. The time of a comparison grows with them.
   */
  private static final int MOST_PAIRS = 240;

  private final String metric;
  private final Metric.Better better;
  private final Units units;
  private final List<AlignedSamples> a;
  private final List<AlignedSamples> b;

  /** The samples of all runs of A, then of all runs of B. */
  private final AlignedSamples all;

  private final int samples;
  private final int pairs;
  private final boolean images;

  /**
   * Pairs runs.
   *
   * @param runsA runs of a model with counts for the metric
   * @param runsB runs of another model with the same test samples
   * @param units of the samples of the first run of A
   * @throws BenchException {@code TooManyPairs} if the numbers of runs have no small common
   *     multiple
   */
  public PairedScores(
      List<TestedRun> runsA,
      List<TestedRun> runsB,
      String metric,
      Metric.Better better,
      Units units) {
    TestSamples first = runsA.get(0).requireSamples();
    this.metric = metric;
    this.better = better;
    this.units = units;
    this.a = aligned(runsA, first.ids());
    this.b = aligned(runsB, first.ids());
    this.pairs = a.size() * b.size() / gcd(a.size(), b.size());
    if (pairs > MOST_PAIRS) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "TooManyPairs",
                  String.format(
                      Locale.ROOT,
                      "models with %d and %d runs make %d pairs of runs, more than %d",
                      a.size(),
                      b.size(),
                      pairs,
                      MOST_PAIRS))
              .at(runsA.get(0).place() + ", " + runsB.get(0).place())
              .expecting("as many seeds of one model as of the other, or a multiple of them")
              .next("name the run directories of as many seeds of each model"));
    }
    this.samples = first.ids().size();
    this.all = Stream.concat(a.stream(), b.stream()).reduce(AlignedSamples::and).orElseThrow();
    this.images =
        a.size() == 1
            && b.size() == 1
            && units.name().equals("samples")
            && RightCases.areImages(first);
  }

  private static List<AlignedSamples> aligned(List<TestedRun> runs, List<String> ids) {
    return runs.stream().map(run -> AlignedSamples.of(run.requireSamples(), ids)).toList();
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The units that are drawn. */
  public Units units() {
    return units;
  }

  /** The difference A - B over drawn units. */
  public double difference(int[] drawnUnits) {
    int[] samples = units.blocks().samples(drawnUnits);
    return mean(a, samples) - mean(b, samples);
  }

  private double mean(List<AlignedSamples> runs, int[] samples) {
    double sum = 0;
    for (AlignedSamples run : runs) {
      sum += compared(run.score(metric, samples), better);
    }
    return sum / runs.size();
  }

  /** What is compared of a score: of a bias its size. */
  static double compared(double score, Metric.Better better) {
    return better == Metric.Better.NEARER_TO_ZERO ? Math.abs(score) : score;
  }

  /** The difference A - B after the results of some units were swapped between the models. */
  public double swapped(boolean[] swap) {
    double difference = 0;
    for (int pair = 0; pair < pairs; pair++) {
      int first = samples * (pair % a.size());
      int second = samples * (a.size() + pair % b.size());
      difference += score(swap, second, first) - score(swap, first, second);
    }
    return difference / pairs;
  }

  /** The score of samples that start at {@code swapped} in units that are swapped. */
  private double score(boolean[] swap, int swapped, int otherwise) {
    int[] drawn = new int[samples];
    for (int unit = 0; unit < swap.length; unit++) {
      int from = swap[unit] ? swapped : otherwise;
      for (int sample : units.blocks().of(unit)) {
        drawn[sample] = from + sample;
      }
    }
    return compared(all.score(metric, drawn), better);
  }

  /**
   * The difference A - B of each unit, for tests of ranks. A unit whose score is undefined for a
   * run is left out.
   */
  public double[] unitDifferences() {
    return IntStream.range(0, units.count())
        .mapToDouble(unit -> difference(new int[] {unit}))
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  /**
   * The difference A - B of right cases in each unit, as a mean over the runs.
   *
   * @return empty for a task without right and wrong cases
   */
  public Optional<double[]> rightDifferences() {
    return meanRight(a)
        .flatMap(rightA -> meanRight(b).map(rightB -> perUnit(differences(rightA, rightB))));
  }

  private static Optional<double[]> meanRight(List<AlignedSamples> runs) {
    List<double[]> all =
        runs.stream().map(AlignedSamples::right).flatMap(Optional::stream).toList();
    if (all.size() < runs.size()) {
      return Optional.empty();
    }
    double[] mean = new double[all.get(0).length];
    Arrays.setAll(mean, i -> all.stream().mapToDouble(own -> own[i]).sum() / all.size());
    return Optional.of(mean);
  }

  private static double[] differences(double[] rightA, double[] rightB) {
    return IntStream.range(0, rightA.length).mapToDouble(i -> rightA[i] - rightB[i]).toArray();
  }

  private double[] perUnit(double[] ofSamples) {
    return IntStream.range(0, units.count())
        .mapToDouble(
            unit -> Arrays.stream(units.blocks().of(unit)).mapToDouble(i -> ofSamples[i]).sum())
        .toArray();
  }

  /** Whether each unit is one image that a single run of each model has right or wrong. */
  boolean areImages() {
    return images;
  }
}
