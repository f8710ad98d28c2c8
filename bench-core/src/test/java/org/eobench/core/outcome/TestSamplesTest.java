package org.eobench.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.junit.jupiter.api.Test;

class TestSamplesTest {
  private static final MetricContext CONTEXT =
      new MetricContext(List.of("a", "b"), 255, "", MetricRules.PLAIN);

  private static TestSamples samples(MetricContext context, double[]... confusions) {
    List<String> ids = List.of("one", "two").subList(0, confusions.length);
    return TestSamples.of(
        ids,
        Collections.<Footprint>nCopies(confusions.length, null),
        Map.of("confusion", List.of(confusions), "of_a_plugin", List.of()),
        SegmentationScoring.METRICS,
        context);
  }

  @Test
  void scoresAnyPartOfTheSplit() {
    TestSamples samples = samples(CONTEXT, new double[] {3, 1, 0, 4}, new double[] {0, 2, 0, 2});

    assertThat(samples.score("overall_accuracy", new int[] {0})).isEqualTo(7 / 8.0);
    assertThat(samples.score("overall_accuracy", new int[] {0, 1, 1})).isEqualTo(11 / 16.0);
    assertThat(samples.has("ECE")).isFalse();
    assertThat(samples.arrays()).containsOnlyKeys("confusion");
  }

  @Test
  void scoresMixturesOfTwoRuns() {
    TestSamples both =
        samples(CONTEXT, new double[] {3, 1, 0, 4}, new double[] {0, 2, 0, 2})
            .and(samples(CONTEXT, new double[] {4, 0, 0, 4}, new double[] {0, 4, 0, 0}));

    assertThat(both.ids()).containsExactly("one", "two", "one", "two");
    assertThat(both.score("overall_accuracy", new int[] {2, 1})).isEqualTo(10 / 12.0);
  }

  @Test
  void mixesNoCountsOfOtherRules() {
    MetricContext zero =
        new MetricContext(List.of("a", "b"), 255, "", new MetricRules(AbsentClass.ZERO, 0));
    TestSamples other = samples(zero, new double[] {4, 0, 0, 4});

    assertThatThrownBy(() -> samples(CONTEXT, new double[] {3, 1, 0, 4}).and(other))
        .hasMessageContaining("other rules");
  }

  @Test
  void rejectsCountsThatDoNotFit() {
    assertThatThrownBy(() -> samples(CONTEXT, new double[] {1, 2, 3}))
        .hasMessageContaining("confusion does not fit: 2 classes need 4 counts, got 3");
    assertThatThrownBy(
            () ->
                TestSamples.of(
                    List.of("one"),
                    Collections.singletonList((Footprint) null),
                    Map.of("confusion", List.of()),
                    SegmentationScoring.METRICS,
                    CONTEXT))
        .hasMessageContaining("0 rows for 1 samples");
  }
}
