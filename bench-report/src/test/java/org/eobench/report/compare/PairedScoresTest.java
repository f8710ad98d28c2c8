package org.eobench.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.error.BenchException;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.results.RunFacts;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.report.statistics.Blocks;
import org.junit.jupiter.api.Test;

class PairedScoresTest {
  private static final String ACCURACY = "overall_accuracy";
  private static final Offset<Double> EXACT = within(1e-12);
  private static final MetricContext CONTEXT =
      new MetricContext(List.of("a", "b"), 255, "", MetricRules.PLAIN);
  private static final Units SAMPLES =
      new Units(Blocks.of(new int[] {0, 1, 2}), "samples", List.of());

  private static final List<TestedRun> A = List.of(run(List.of("x", "y", "z"), 9, 8, 2));

  /** The same samples in another order: 5 of x, 6 of y and 7 of z are right. */
  private static final List<TestedRun> B = List.of(run(List.of("z", "x", "y"), 7, 5, 6));

  /** A run with so many right pixels of ten in each sample. */
  private static TestedRun run(List<String> ids, int... right) {
    List<double[]> rows =
        Arrays.stream(right).mapToObj(n -> new double[] {n, 10.0 - n, 0, 0}).toList();
    return new TestedRun(
        "here",
        "fingerprint",
        null,
        new RunFacts(
            "run",
            "data",
            1,
            "segmentation",
            "test",
            3,
            "encoder",
            "random",
            "none",
            "decoder",
            "best",
            "eo-bench",
            1,
            "fp32",
            "",
            null,
            0,
            null,
            null,
            null,
            null,
            List.of()),
        CONTEXT,
        ACCURACY,
        Map.of(),
        Map.of(),
        null,
        Optional.of(
            TestSamples.of(
                ids,
                Collections.<Footprint>nCopies(ids.size(), null),
                Map.of("confusion", rows),
                SegmentationScoring.METRICS,
                CONTEXT)));
  }

  private static PairedScores scores(List<TestedRun> a, List<TestedRun> b, Units units) {
    return new PairedScores(a, b, ACCURACY, Metric.Better.HIGHER, units);
  }

  @Test
  void pairsSamplesByTheirIds() {
    PairedScores scores = scores(A, B, SAMPLES);

    assertThat(scores.difference(new int[] {0, 0, 1})).isCloseTo((26 - 16) / 30.0, EXACT);
    assertThat(scores.unitDifferences()).containsExactly(new double[] {.4, .2, -.5}, EXACT);
    assertThat(scores.rightDifferences().orElseThrow()).containsExactly(4, 2, -5);
  }

  @Test
  void swapsTheResultsOfUnits() {
    PairedScores scores = scores(A, B, SAMPLES);

    assertThat(scores.swapped(new boolean[3])).isCloseTo((19 - 18) / 30.0, EXACT);
    assertThat(scores.swapped(new boolean[] {true, true, true})).isCloseTo(-1 / 30.0, EXACT);
    assertThat(scores.swapped(new boolean[] {true, false, false}))
        .isCloseTo((15 - 22) / 30.0, EXACT);
  }

  @Test
  void swapsBlocksWhole() {
    Units blocks = new Units(Blocks.of(new int[] {1, 0, 1}), "blocks", List.of());
    PairedScores scores = scores(A, B, blocks);

    // Block 1 holds x and z: A has 11 of them right, B 12.
    assertThat(scores.swapped(new boolean[] {false, true})).isCloseTo((20 - 17) / 30.0, EXACT);
    assertThat(scores.rightDifferences().orElseThrow()).containsExactly(2, -1);
  }

  @Test
  void theScoreOfAModelIsTheMeanOfItsRuns() {
    TestedRun other = run(List.of("x", "y", "z"), 3, 4, 2);
    PairedScores scores = scores(List.of(A.get(0), other), B, SAMPLES);

    double mean = (19 + 9) / 2.0;
    assertThat(scores.difference(new int[] {0, 1, 2})).isCloseTo((mean - 18) / 30, EXACT);
    assertThat(scores.swapped(new boolean[3])).isCloseTo((mean - 18) / 30, EXACT);
    assertThat(scores.swapped(new boolean[] {false, false, true}))
        .isCloseTo(((24 + 14) / 2.0 - (13 + 13) / 2.0) / 30, EXACT);
    assertThat(scores.rightDifferences().orElseThrow()).containsExactly(1, 0, -5);
  }

  @Test
  void refusesNumbersOfRunsThatMakeTooManyPairs() {
    assertThatThrownBy(() -> scores(times(16, A), times(17, B), SAMPLES))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("16 and 17 runs make 272 pairs");
    assertThat(scores(times(15, A), times(16, B), SAMPLES).swapped(new boolean[3]))
        .isCloseTo((19 - 18) / 30.0, EXACT);
  }

  private static List<TestedRun> times(int count, List<TestedRun> one) {
    return Collections.nCopies(count, one.get(0));
  }
}
