package org.eobench.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eobench.core.task.regression.RegressionScoring;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.junit.jupiter.api.Test;

class MetricTest {

  private static Metric<?> metric(List<Metric<?>> metrics, String key) {
    return metrics.stream().filter(metric -> metric.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void ordersErrorsTheOtherWayRound() {
    assertThat(metric(RegressionScoring.METRICS, "RMSE").isBetter(1, 2)).isTrue();
    assertThat(metric(RegressionScoring.METRICS, "R2").isBetter(1, 2)).isFalse();
    Metric<?> meanIou = metric(SegmentationScoring.METRICS, "mIoU");
    assertThat(meanIou.isBetter(0.5, Double.NaN)).isTrue();
    assertThat(meanIou.isBetter(Double.NaN, Double.NaN)).isFalse();
    assertThat(meanIou.isBetter(0.5, 0.5)).isFalse();
  }

  @Test
  void takesTheSmallerOfTwoBiasesWhateverTheirSign() {
    Metric<?> bias = metric(RegressionScoring.METRICS, "bias");
    assertThat(bias.isBetter(-1, 2)).isTrue();
    assertThat(bias.isBetter(1, -0.5)).isFalse();
    assertThat(bias.isBetter(0.5, -1)).isTrue();
    assertThat(bias.isBetter(-2, 1)).isFalse();
  }

  @Test
  void writesFractionsInPercentAndErrorsAsTheyAre() {
    assertThat(metric(SegmentationScoring.METRICS, "overall_accuracy").text(0.82814))
        .isEqualTo("overall accuracy 82.81");
    assertThat(metric(RegressionScoring.METRICS, "RMSE").text(12.34567)).isEqualTo("RMSE 12.35");
  }
}
