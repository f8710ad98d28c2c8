package org.eobench.core.metrics.uncertainty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.images.ImageUncertainty;
import org.eobench.core.metrics.images.ScoredImage;
import org.junit.jupiter.api.Test;

class UncertaintyTest {
  private static final int CLASSES = 3;
  private static final int IGNORED = -1;

  /** Logits with this temperature: the labels are drawn from a third of them. */
  private static final double TOO_CONFIDENT = 3;

  private static List<ScoredImage> drawn(int count, long seed) {
    Random random = new Random(seed);
    List<ScoredImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] logits = new float[CLASSES];
      for (int klass = 0; klass < CLASSES; klass++) {
        logits[klass] = (float) (2 * random.nextGaussian());
      }
      double[] logs = Softmax.logs(logits, 1);
      double at = random.nextDouble();
      int label = 0;
      while (label < CLASSES - 1 && (at -= Math.exp(logs[label])) > 0) {
        label++;
      }
      for (int klass = 0; klass < CLASSES; klass++) {
        logits[klass] *= (float) TOO_CONFIDENT;
      }
      images.add(new ScoredImage(logits, i % 50 == 7 ? IGNORED : label));
    }
    return images;
  }

  /** The same predictions as two images in one batch, of 1 × n/2 pixels each. */
  private static List<PixelClasses> pixels(List<ScoredImage> predictions) {
    int n = predictions.size();
    int width = n / 2;
    float[] all = new float[CLASSES * n];
    float[] confidence = new float[n];
    for (int i = 0; i < n; i++) {
      double[] logs = Softmax.logs(predictions.get(i).scores(), 1);
      for (int klass = 0; klass < CLASSES; klass++) {
        all[(i / width * CLASSES + klass) * width + i % width] = (float) Math.exp(logs[klass]);
      }
      confidence[i] = (float) Math.exp(Arrays.stream(logs).max().orElseThrow());
    }
    int[] predicted = predictions.stream().mapToInt(ScoredImage::predicted).toArray();
    int[] actual = predictions.stream().mapToInt(ScoredImage::label).toArray();
    return List.of(
        new PixelClasses(predicted, actual, () -> confidence, () -> all, 0, 1, width),
        new PixelClasses(predicted, actual, () -> confidence, () -> all, width, 1, width));
  }

  @Test
  void pixelsScoreAsImagesWithTheSamePredictions() {
    List<ScoredImage> predictions = drawn(6000, 1);
    ImageUncertainty exact = ImageUncertainty.of(predictions, CLASSES, IGNORED);
    PixelProbabilities sums = new PixelProbabilities(CLASSES, IGNORED);
    ConfidenceGroups groups = new ConfidenceGroups(IGNORED);
    for (PixelClasses image : pixels(predictions)) {
      PixelProbabilities one = new PixelProbabilities(CLASSES, IGNORED);
      one.count(image);
      sums.add(PixelProbabilities.of(one.row(), CLASSES, IGNORED));
      ConfidenceGroups of = new ConfidenceGroups(IGNORED);
      of.count(image);
      groups.add(ConfidenceGroups.of(of.row(), IGNORED));
    }
    ProbabilityScores scores = sums.scores();
    assertThat(scores.logLoss()).isCloseTo(exact.probabilities().logLoss(), within(1e-5));
    assertThat(scores.brier()).isCloseTo(exact.probabilities().brier(), within(1e-5));
    assertThat(scores.classwiseError())
        .isCloseTo(exact.probabilities().classwiseError(), within(1e-5));
    SelectiveScores selective = groups.scores();
    assertThat(selective.area()).isCloseTo(exact.selective().area(), within(1e-3));
    assertThat(selective.excessArea()).isCloseTo(exact.selective().excessArea(), within(1e-3));
    assertThat(selective.adaptiveError())
        .isCloseTo(exact.selective().adaptiveError(), within(3e-3));
    assertThat(exact.selective().adaptiveError()).isGreaterThan(0.05);
  }

  @Test
  void findsTheTemperatureThatMadeTheModelTooConfident() {
    List<Temperature.Labelled> counted =
        drawn(4000, 2).stream()
            .filter(image -> image.label() != IGNORED)
            .map(image -> new Temperature.Labelled(image.scores(), image.label()))
            .toList();
    Temperature fitted = Temperature.fit(counted);
    assertThat(fitted.value()).isCloseTo(TOO_CONFIDENT, within(0.2));
    assertThat(fitted.after()).isLessThan(fitted.before());
    for (double near : new double[] {0.98, 1.02}) {
      double loss =
          counted.stream()
              .mapToDouble(one -> -Softmax.logs(one.logits(), near / fitted.value())[one.label()])
              .average()
              .orElseThrow();
      assertThat(loss).isGreaterThan(fitted.after());
    }
    Temperature faultless =
        Temperature.fit(List.of(new Temperature.Labelled(new float[] {1, 0}, 0)));
    assertThat(faultless.bounded()).as("it would grow without bound").isTrue();
  }

  @Test
  void equalConfidencesCountAsInTheMeanOfTheirOrders() {
    double[] confidences = {0.9, 0.7, 0.7, 0.7, 0.5};
    double[] errors = {0, 1, 0, 0, 1};
    double mean = 0;
    for (int first = 1; first <= 3; first++) {
      double[] order = {0, 0, 0, 0, 1};
      order[first] = 1;
      double sum = 0;
      for (int taken = 1; taken <= 5; taken++) {
        sum += Arrays.stream(order, 0, taken).sum() / taken;
      }
      mean += sum / 5 / 3;
    }
    assertThat(RiskCoverage.of(confidences, errors).area()).isCloseTo(mean, within(1e-12));
    RiskCoverage perfect = RiskCoverage.of(new double[] {4, 3, 2, 1}, new double[] {0, 0, 1, 1});
    assertThat(perfect.excess()).isCloseTo(0, within(1e-12));
  }

  @Test
  void sumsOfReciprocalsAreExactAlsoForManyPixels() {
    double sum = IntStream.rangeClosed(101, 100_000).mapToDouble(k -> 1.0 / k).sum();
    assertThat(Harmonic.between(100, 99_900)).isCloseTo(sum, within(1e-11));
    assertThat(Harmonic.between(3, 2)).isCloseTo(1 / 4.0 + 1 / 5.0, within(1e-15));
    assertThat(Harmonic.between(60, 10))
        .isCloseTo(IntStream.rangeClosed(61, 70).mapToDouble(k -> 1.0 / k).sum(), within(1e-13));
  }

  @Test
  void setsCoverAsStated() {
    Random random = new Random(5);
    double covered = 0;
    int trials = 4000;
    for (int trial = 0; trial < trials; trial++) {
      double[] scores = random.doubles(19).toArray();
      covered += random.nextDouble() <= Conformal.threshold(scores, 0.1) ? 1.0 / trials : 0;
    }
    assertThat(covered).as("exactly 0.9 for 19 scores").isCloseTo(0.9, within(0.015));
    assertThat(Conformal.threshold(new double[8], 0.1)).isInfinite();
    assertThat(Conformal.fewest(0.1)).isEqualTo(9);
    assertThat(Conformal.threshold(new double[9], 0.1)).isFinite();
  }

  /** Images differ, so that pixels are not exchangeable: the mean over images still holds. */
  @Test
  void theShareOfMissedPixelsIsControlledOverImages() {
    Random random = new Random(6);
    int steps = 1000;
    double missedShare = 0;
    int trials = 1500;
    for (int trial = 0; trial < trials; trial++) {
      double[] missed = new double[steps + 1];
      for (int image = 0; image < 20; image++) {
        double hard = random.nextDouble();
        for (int step = 0; step <= steps; step++) {
          missed[step] += share(hard, (double) step / steps);
        }
      }
      double threshold = Conformal.controlled(missed, 20, 0.2);
      missedShare += share(random.nextDouble(), threshold) / trials;
    }
    assertThat(missedShare).isBetween(0.12, 0.2);
    assertThat(Conformal.controlled(new double[steps + 1], 3, 0.2)).isInfinite();
    assertThat(Conformal.controlled(new double[steps + 1], 4, 0.2)).isZero();
  }

  /** The share of the pixels of an image whose score is above a threshold. */
  private static double share(double hard, double threshold) {
    return Math.max(0, hard - threshold);
  }
}
