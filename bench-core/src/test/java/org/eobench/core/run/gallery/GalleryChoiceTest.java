package org.eobench.core.run.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Evaluation;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.junit.jupiter.api.Test;

class GalleryChoiceTest {
  private static final MetricContext CONTEXT =
      new MetricContext(List.of("a", "b"), -1, "", MetricRules.PLAIN);

  /** Samples of ten pixels of which the given numbers are right; -1 has no valid target. */
  private static TestSamples samples(int... right) {
    List<Metric<?>> metrics = SegmentationScoring.METRICS;
    Metric<?> best = metrics.get(0);
    Evaluation<PixelClasses> evaluation =
        new Evaluation<>(
            new SegmentationScoring(),
            ChosenMetrics.usual(List.of(best), List.of(best), best),
            CONTEXT);
    for (int sample = 0; sample < right.length; sample++) {
      int[] predicted = new int[10];
      int[] actual = new int[10];
      for (int i = 0; i < 10; i++) {
        actual[i] = right[sample] < 0 ? -1 : i % 2;
        predicted[i] = i < right[sample] ? i % 2 : 1 - i % 2;
      }
      evaluation.add(List.of("s" + sample), List.of(PixelClasses.of(predicted, actual, 2, 5)));
    }
    return TestSamples.of(evaluation.scores("").samples(), Map.of(), metrics, CONTEXT);
  }

  private static List<String> chosen(TestSamples samples, int each) {
    List<String> all = new ArrayList<>();
    GalleryChoice.of(samples, Set.copyOf(samples.ids()), SegmentationScoring.METRICS.get(0), each)
        .forEach(choice -> all.add(choice.group() + " " + choice.id()));
    return all;
  }

  @Test
  void choosesTheBestTheMedianAndTheWorst() {
    TestSamples samples = samples(4, 9, 2, -1, 6, 8, 0, 1);
    assertThat(chosen(samples, 1)).containsExactly("best s1", "median s0", "worst s6");
    assertThat(chosen(samples, 2))
        .containsExactly("best s1", "best s5", "median s4", "median s0", "worst s7", "worst s6");
  }

  @Test
  void choosesNoSampleTwiceAndNoneWithoutAScore() {
    assertThat(chosen(samples(5, 3), 3)).containsExactly("best s0", "worst s1");
    assertThat(chosen(samples(5, -1), 3)).containsExactly("best s0");
    assertThat(chosen(samples(5, 4, 3, 2), 0)).isEmpty();
  }
}
