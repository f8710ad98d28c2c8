package org.eobench.core.metrics.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Random;
import org.eobench.core.metrics.MseAverage;
import org.eobench.core.task.regression.ConstantValue;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RegressionMetricsTest {
  private static final float NONE = Float.NaN;

  @Test
  void scoresFourPixelsAsByHand() {
    RegressionSums sums = RegressionSums.of(new float[] {2, 4, 7, 99}, new float[] {1, 5, 4, NONE});

    RegressionMetrics metrics = RegressionMetrics.of(sums, "t/ha");

    // Errors 1, -1, 3; the targets have mean 10/3 and a spread of 42 - 100/3.
    assertThat(metrics.pixels()).isEqualTo(3);
    assertThat(metrics.mse()).isCloseTo(11 / 3.0, within(1e-15));
    assertThat(metrics.rmse()).isCloseTo(Math.sqrt(11 / 3.0), within(1e-15));
    assertThat(metrics.mae()).isCloseTo(5 / 3.0, within(1e-15));
    assertThat(metrics.bias()).isEqualTo(1);
    assertThat(metrics.r2()).isCloseTo(1 - 11 / (42 - 100 / 3.0), within(1e-14));
    assertThat(metrics.unit()).isEqualTo("t/ha");
  }

  @RepeatedTest(20)
  void equalsTheDefinitionsAndHalvesAddUpToTheWhole(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int pixels = 1 + random.nextInt(400);
    float[] targets = new float[pixels];
    float[] predictions = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      targets[i] = random.nextInt(5) == 0 ? NONE : (float) (3 + 2 * random.nextGaussian());
      predictions[i] = targets[i] + (float) random.nextGaussian();
      if (Float.isNaN(targets[i])) {
        predictions[i] = random.nextFloat();
      }
    }
    targets[0] = 4;
    predictions[0] = 3.5f;
    int half = random.nextInt(pixels + 1);

    RegressionSums whole = RegressionSums.of(predictions, targets);
    RegressionSums joined =
        RegressionSums.of(predictions, targets, 0, half)
            .plus(RegressionSums.of(predictions, targets, half, pixels - half));

    double count = 0;
    double error = 0;
    double squared = 0;
    double absolute = 0;
    double sum = 0;
    for (int i = 0; i < pixels; i++) {
      if (!Float.isNaN(targets[i])) {
        count++;
        sum += targets[i];
        error += predictions[i] - targets[i];
        squared += Math.pow(predictions[i] - (double) targets[i], 2);
        absolute += Math.abs(predictions[i] - (double) targets[i]);
      }
    }
    double spread = 0;
    for (float target : targets) {
      spread += Float.isNaN(target) ? 0 : Math.pow(target - sum / count, 2);
    }
    for (RegressionSums sums : List.of(whole, joined)) {
      RegressionMetrics metrics = RegressionMetrics.of(sums, "");
      assertThat(metrics.pixels()).isEqualTo((long) count);
      assertThat(metrics.mse()).isCloseTo(squared / count, within(1e-12));
      assertThat(metrics.mae()).isCloseTo(absolute / count, within(1e-12));
      assertThat(metrics.bias()).isCloseTo(error / count, within(1e-6));
      assertThat(sums.targetMean()).isCloseTo(sum / count, within(1e-12));
      assertThat(sums.targetSpread()).isCloseTo(spread, within(1e-9));
    }
  }

  @RepeatedTest(5)
  void neverLooksAtThePredictionOfAPixelWithoutAValue(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    float[] targets = {1, NONE, 3, NONE};
    float[] one = {2, random.nextFloat(), 2, Float.NaN};
    float[] other = {2, 1e30f, 2, Float.NEGATIVE_INFINITY};

    assertThat(RegressionSums.of(one, targets)).isEqualTo(RegressionSums.of(other, targets));
  }

  @Test
  void keepsR2OfLargeTargetsThatVaryLittle() {
    // The spread as Σy² - n·mean² would be lost in rounding here.
    RegressionSums all = RegressionSums.NONE;
    for (int sample = 0; sample < 1000; sample++) {
      float low = 16_000_000 - 1 - sample % 2;
      all = all.plus(RegressionSums.of(new float[] {low, low + 2}, new float[] {low, low + 3}));
    }

    // Spread: (±1.5)² and, between samples, (±0.5)², twice in each of 1000 samples.
    assertThat(all.targetSpread()).isCloseTo(1000 * 2 * (2.25 + 0.25), withinPercentage(1e-9));
    assertThat(RegressionMetrics.of(all, "").r2()).isCloseTo(1 - 1000 / 5000.0, within(1e-11));
  }

  @Test
  void tellsTheMeanOverBatchesFromTheMeanOverPixels() {
    RegressionSums full = RegressionSums.of(new float[] {1, 1, 1}, new float[] {0, 0, 3});
    RegressionSums last = RegressionSums.of(new float[] {4}, new float[] {0});
    List<RegressionSums> batches = List.of(full, RegressionSums.NONE, last);

    RegressionMetrics pixels = RegressionMetrics.of(batches, MseAverage.PIXELS, "");
    RegressionMetrics means = RegressionMetrics.of(batches, MseAverage.BATCHES, "");

    assertThat(pixels.mse()).isEqualTo((1 + 1 + 4 + 16) / 4.0);
    assertThat(means.mse()).isEqualTo((2 + 16) / 2.0);
    assertThat(means.rmse()).isEqualTo(3);
    assertThat(means.bias()).isEqualTo(pixels.bias());
  }

  @Test
  void hasNoR2WhereTargetsDoNotVaryAndNoScoreOverNothing() {
    RegressionMetrics flat =
        RegressionMetrics.of(RegressionSums.of(new float[] {1, 2}, new float[] {2, 2}), "");
    RegressionMetrics nothing = RegressionMetrics.of(RegressionSums.NONE, "");

    assertThat(flat.r2()).isNaN();
    assertThat(flat.mae()).isEqualTo(0.5);
    assertThat(nothing.rmse()).isNaN();
    assertThat(nothing.pixels()).isZero();
  }

  @Test
  void takesTheMeanOfTheTargetsAsBestConstant() {
    float[] targets = {1, 2, NONE, 6};
    List<RegressionSums> batches =
        List.of(
            RegressionSums.of(new float[] {5, 5}, targets, 0, 2),
            RegressionSums.of(new float[] {0, 0, 5, 5}, targets, 2, 2));

    ConstantValue constant = ConstantValue.of(batches, MseAverage.PIXELS, "K");

    assertThat(constant.value()).isCloseTo(3, within(1e-15));
    assertThat(constant.metrics().mse()).isCloseTo(14 / 3.0, within(1e-14));
    assertThat(constant.metrics().r2()).isCloseTo(0, within(1e-15));
    assertThat(constant.metrics().bias()).isCloseTo(0, within(1e-15));
    assertThat(constant.metrics().mae()).isNaN();
    assertThatThrownBy(() -> ConstantValue.of(List.of(RegressionSums.NONE), MseAverage.PIXELS, ""))
        .hasMessageContaining("no pixel has a value");
  }

  @Test
  void refusesArraysOfTwoLengths() {
    assertThatThrownBy(() -> RegressionSums.of(new float[2], new float[3]))
        .hasMessage("2 predictions for 3 targets");
  }
}
