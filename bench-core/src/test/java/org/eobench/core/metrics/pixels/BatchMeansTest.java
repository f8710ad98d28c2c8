package org.eobench.core.metrics.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Evaluation;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.Scores;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.junit.jupiter.api.Test;

class BatchMeansTest {
  private static PixelClasses image(int[] predicted, int[] labels) {
    return new PixelClasses(predicted, labels, () -> new float[0], 0, 1, labels.length);
  }

  /**
   * Two batches of two classes. Whole split: TP 5, FP 1, FN 2 of water and TP 8, FP 2, FN 1 of
   * land; batches: (1/2 + 4/5)/2 and (4/6 + 4/6)/2.
   */
  @Test
  void a11GivesBothTheScoresOfTheSplitAndTheMeanOverBatches() {
    List<Metric<?>> all = SegmentationScoring.METRICS;
    ChosenMetrics chosen = ChosenMetrics.listed(all, all.get(0));
    Evaluation<PixelClasses> evaluation =
        new Evaluation<>(
            new SegmentationScoring(),
            new ChosenMetrics(
                all.stream()
                    .filter(
                        m -> List.of("mIoU", "mF1", "batch_mIoU", "batch_mF1").contains(m.key()))
                    .toList(),
                true,
                chosen.headline(),
                chosen.best()),
            new MetricContext(List.of("land", "water"), -1, "", MetricRules.PLAIN));
    evaluation.add(
        List.of("a"), List.of(image(new int[] {1, 0, 0, 0, 0, 0}, new int[] {1, 1, 0, 0, 0, 0})));
    evaluation.add(
        List.of("b", "c"),
        List.of(
            image(new int[] {1, 1, 1, 1, 1}, new int[] {1, 1, 1, 1, 0}),
            image(new int[] {0, 0, 0, 0, 0}, new int[] {1, 0, 0, 0, 0})));
    Scores scores = evaluation.scores("here");
    assertThat(scores.value("mIoU")).isCloseTo((5 / 8.0 + 8 / 11.0) / 2, within(1e-12));
    assertThat(scores.value("batch_mIoU"))
        .isCloseTo(((1 / 2.0 + 4 / 5.0) / 2 + (4 / 6.0 + 4 / 6.0) / 2) / 2, within(1e-12));
    assertThat(scores.value("mF1")).isCloseTo((10 / 13.0 + 16 / 19.0) / 2, within(1e-12));
    assertThat(scores.value("batch_mF1"))
        .isCloseTo(((2 / 3.0 + 8 / 9.0) / 2 + (8 / 10.0 + 8 / 10.0) / 2) / 2, within(1e-12));
  }
}
