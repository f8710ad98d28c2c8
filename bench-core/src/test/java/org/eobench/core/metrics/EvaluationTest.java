package org.eobench.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.metrics.pixels.BoundaryIou;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.metrics.pixels.RegressionMetrics;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.eobench.core.task.regression.RegressionScoring;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final List<String> CLASSES = List.of("land", "water");

  /** Share of the pixels predicted wrong: what a plug-in may add. */
  private static final Metric<SegmentationMetrics> ERROR_RATE =
      Metric.lower(
          "error_rate",
          Metric.Unit.NONE,
          SegmentationMetrics.COUNTING,
          scores -> 1 - scores.overallAccuracy());

  private static Metric<?> metric(String key) {
    return SegmentationScoring.METRICS.stream()
        .filter(metric -> metric.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static Evaluation<PixelClasses> evaluation(ChosenMetrics metrics) {
    return new Evaluation<>(
        new SegmentationScoring(), metrics, new MetricContext(CLASSES, -1, "", MetricRules.PLAIN));
  }

  /** Of four pixels one is wrong, and the model is sure of each with 0.75. */
  private static PixelClasses image() {
    float[] confidence = new float[4];
    Arrays.fill(confidence, 0.75f);
    return new PixelClasses(
        new int[] {0, 1, 1, 1}, new int[] {0, 0, 1, 1}, () -> confidence, 0, 2, 2);
  }

  private static Scores scores(ChosenMetrics metrics) {
    Evaluation<PixelClasses> evaluation = evaluation(metrics);
    evaluation.add(List.of("a", "b"), List.of(image(), image()));
    return evaluation.scores("the split");
  }

  private static List<String> heads(Scores scores) {
    return scores.sheet().columns().stream().map(ScoreSheet.Column::name).toList();
  }

  @Test
  void computesTheUsualMetricsInTheOrderOfTheLog() {
    Scores scores = scores(ChosenMetrics.of(SegmentationScoring.METRICS));

    assertThat(scores.values().keySet())
        .containsExactly(
            "mIoU",
            "mF1",
            "mPrecision",
            "mRecall",
            "overall_accuracy",
            "mean_class_accuracy",
            "micro_IoU",
            "micro_F1",
            "frequency_weighted_IoU",
            "frequency_weighted_F1",
            "ECE",
            "MCE");
    assertThat(scores.fields().keySet())
        .endsWith("classes", "absent_classes", "pixels", "ECE", "MCE", "reliability")
        .doesNotContain("boundary_IoU");
    assertThat(scores.value("mIoU")).isCloseTo((0.5 + 2 / 3.0) / 2, within(1e-15));
    assertThat(scores.value("ECE")).isEqualTo(0);
    assertThat(heads(scores)).containsExactly("IoU", "F1", "precision", "recall");
    assertThat(scores.sheet().remarks())
        .contains(
            "Scores in percent. Overall accuracy 75.00, mean class accuracy 75.00, expected"
                + " calibration error 0.00.");
  }

  @Test
  void showsEachMetricThatIsListedAndNoOther() {
    Scores scores =
        scores(
            ChosenMetrics.listed(
                List.of(metric("boundary_IoU"), metric("MCE"), ERROR_RATE), metric("mF1")));

    assertThat(scores.values().keySet())
        .containsExactlyInAnyOrder("mF1", "boundary_IoU", "MCE", "error_rate");
    assertThat(heads(scores)).containsExactly("boundary IoU", "MCE", "error rate", "F1");
    assertThat(scores.sheet().rows().get(2).values())
        .as("the row of means")
        .containsExactly(
            scores.value("boundary_IoU"), scores.value("MCE"), 0.25, scores.value("mF1"));
    assertThat(scores.sheet().rows().get(0).values()).as("a class").contains(Double.NaN);
    assertThat(scores.sheet().columns().get(2).fraction()).isFalse();
    assertThat(scores.sheet().remarks()).contains("Scores in percent, except for error rate.");
  }

  @Test
  void scoresTheConstantPredictionByWhatFollowsFromTheSameCounts() {
    Scores scores =
        scores(ChosenMetrics.listed(List.of(metric("boundary_IoU"), ERROR_RATE), ERROR_RATE));

    ScoreSheet.Row constant = scores.sheet().rows().get(scores.sheet().rows().size() - 1);
    assertThat(constant.name()).isEqualTo("always land");
    assertThat(constant.values()).containsExactly(Double.NaN, 0.5);
  }

  @Test
  void leavesOutMeansThatNoListedMetricHas() {
    Scores scores = scores(ChosenMetrics.listed(List.of(), metric("boundary_IoU")));

    assertThat(scores.sheet().rows())
        .extracting(ScoreSheet.Row::kind)
        .containsExactly("class", "class", "mean", "constant");
  }

  @Test
  void keepsTheCountsOfEachSample() {
    Scores scores = scores(ChosenMetrics.listed(List.of(metric("boundary_IoU")), metric("mIoU")));

    assertThat(scores.samples()).extracting(SampleCounts::id).containsExactly("a", "b");
    SampleCounts second = scores.samples().get(1);
    assertThat(second.of(SegmentationMetrics.COUNTING).orElseThrow().toArray())
        .containsExactly(1, 0, 1, 2);
    assertThat(second.of(BoundaryIou.COUNTING)).isPresent();
    assertThat(second.of(Calibration.COUNTING)).as("nobody asked").isEmpty();
    assertThat(scores.of(SegmentationMetrics.COUNTING).orElseThrow().pixels()).isEqualTo(8);
  }

  @Test
  void asksForConfidencesOnlyWhereAMetricNeedsThem() {
    Evaluation<PixelClasses> evaluation =
        evaluation(ChosenMetrics.listed(List.of(), metric("mIoU")));

    evaluation.add(List.of("a"), List.of(PixelClasses.of(new int[] {1}, new int[] {1}, 1, 1)));

    assertThat(evaluation.scores("").value("mIoU")).isEqualTo(1);
  }

  @Test
  void averagesASquaredErrorOverBatchesWhereTheRulesSaySo() {
    Map<MseAverage, Double> expected = Map.of(MseAverage.PIXELS, 3.0, MseAverage.BATCHES, 2.5);
    expected.forEach(
        (average, value) -> {
          Evaluation<PixelValues> evaluation =
              new Evaluation<>(
                  new RegressionScoring(),
                  ChosenMetrics.of(RegressionScoring.METRICS),
                  new MetricContext(
                      List.of("height"),
                      -1,
                      "m",
                      new MetricRules(AbsentClass.SKIP, 0, average, 1)));
          float[] none = {0, 0, 0};
          float[] targets = {2, 2, 1};
          evaluation.add(
              List.of("a", "b"),
              List.of(new PixelValues(none, targets, 0, 1), new PixelValues(none, targets, 1, 1)));
          evaluation.add(List.of("c"), List.of(new PixelValues(none, targets, 2, 1)));

          assertThat(evaluation.scores("").value("MSE")).isEqualTo(value);
        });
  }

  @Test
  void refusesASplitInWhichNothingCountsAndMetricsOfOtherSamples() {
    Evaluation<PixelClasses> evaluation =
        evaluation(ChosenMetrics.listed(List.of(), metric("mIoU")));
    evaluation.add(List.of("a"), List.of(PixelClasses.of(new int[] {1}, new int[] {-1}, 1, 1)));

    assertThatThrownBy(() -> evaluation.scores("mask0.tif"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NothingToScore] all pixels of the 1 samples are ignored")
        .hasMessageContaining("where: mask0.tif");
    ChosenMetrics other = ChosenMetrics.of(RegressionScoring.METRICS);
    assertThatThrownBy(() -> evaluation(other)).hasMessageContaining("RMSE is of");
    assertThat(RegressionMetrics.COUNTING.sample()).isEqualTo(PixelValues.class);
  }
}
