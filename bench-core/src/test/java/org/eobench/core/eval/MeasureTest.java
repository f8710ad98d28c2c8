package org.eobench.core.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.Measures;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.images.ClassificationMetrics;
import org.eobench.core.metrics.images.LabelRule;
import org.eobench.core.metrics.images.MultiLabelMetrics;
import org.eobench.core.metrics.images.ScoredImage;
import org.eobench.core.metrics.images.ScoredLabels;
import org.eobench.core.metrics.pixels.RegressionMetrics;
import org.eobench.core.metrics.pixels.RegressionSums;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.junit.jupiter.api.Test;

class MeasureTest {
  private static final RegressionSums SUMS =
      RegressionSums.of(new float[] {1, 2, 3}, new float[] {1, 1, 5});

  @Test
  void everyScoreHasAValueForEachMeasureOfItsTask() {
    List<String> names = List.of("a", "b");
    ConfusionMatrix matrix = ConfusionMatrix.of(2, -1, new long[] {3, 1, 0, 2});
    MetricRules rules = MetricRules.PLAIN;
    List<ScoredImage> images = List.of(new ScoredImage(new float[] {1, 0}, 0));
    List<ScoredLabels> labels =
        List.of(ScoredLabels.of(new float[] {1, -1}, new boolean[] {true, true}, LabelRule.LIKELY));
    for (TaskKind task : TaskKind.values()) {
      Measures scores =
          switch (task) {
            case SEGMENTATION, CHANGE_DETECTION -> SegmentationMetrics.of(matrix, names, rules);
            case REGRESSION -> RegressionMetrics.of(SUMS, "m");
            case CLASSIFICATION -> ClassificationMetrics.of(images, names, -1, rules, 1);
            case MULTI_LABEL_CLASSIFICATION -> MultiLabelMetrics.of(labels, names, rules);
          };
      assertThat(Measure.of(task)).isNotEmpty();
      for (Measure measure : Measure.of(task)) {
        assertThat(scores.value(measure.key())).as("%s of %s", measure.key(), task).isFinite();
      }
    }
  }

  @Test
  void ordersErrorsTheOtherWayRound() {
    assertThat(measure(TaskKind.REGRESSION, "RMSE").isBetter(1, 2)).isTrue();
    assertThat(measure(TaskKind.REGRESSION, "R2").isBetter(1, 2)).isFalse();
    assertThat(measure(TaskKind.SEGMENTATION, "mIoU").isBetter(0.5, Double.NaN)).isTrue();
    assertThat(measure(TaskKind.SEGMENTATION, "mIoU").isBetter(Double.NaN, Double.NaN)).isFalse();
  }

  @Test
  void tellsFractionsInPercentAndErrorsAsTheyAre() {
    assertThat(measure(TaskKind.SEGMENTATION, "overall_accuracy").text(0.82814))
        .isEqualTo("overall accuracy 82.81");
    assertThat(measure(TaskKind.REGRESSION, "RMSE").text(12.34567)).isEqualTo("RMSE 12.35");
  }

  private static Measure measure(TaskKind task, String key) {
    return Measure.of(task, key).orElseThrow();
  }
}
