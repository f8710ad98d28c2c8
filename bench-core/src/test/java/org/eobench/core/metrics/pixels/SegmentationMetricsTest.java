package org.eobench.core.metrics.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentationMetricsTest {
  private static final double TINY = 1e-12;

  private static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(i -> "class" + i).toList();
  }

  private static ConfusionMatrix matrix(int classes, int ignore, int[] predictions, int[] targets) {
    ConfusionMatrix matrix = new ConfusionMatrix(classes, ignore);
    matrix.add(predictions, targets);
    return matrix;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void d3EqualsTheDefinitionsCountedPixelByPixel(long seed) {
    Random random = new Random(seed);
    int classes = 2 + random.nextInt(6);
    int ignore = random.nextBoolean() ? -1 : random.nextInt(classes);
    int[] predictions = random.ints(300, 0, classes).toArray();
    int[] targets = random.ints(300, 0, classes).toArray();
    for (int i = 0; i < 40; i++) {
      targets[i] = ignore;
    }

    SegmentationMetrics metrics =
        SegmentationMetrics.of(
            matrix(classes, ignore, predictions, targets), names(classes), MetricRules.PLAIN);

    List<Double> ious = new ArrayList<>();
    int right = 0;
    int all = 0;
    for (int i = 0; i < 300; i++) {
      all += targets[i] == ignore ? 0 : 1;
      right += targets[i] != ignore && targets[i] == predictions[i] ? 1 : 0;
    }
    for (ClassScores scores : metrics.perClass()) {
      int k = scores.index();
      int both = 0;
      int either = 0;
      int predicted = 0;
      int actual = 0;
      for (int i = 0; i < 300; i++) {
        if (targets[i] != ignore) {
          both += predictions[i] == k && targets[i] == k ? 1 : 0;
          either += predictions[i] == k || targets[i] == k ? 1 : 0;
          predicted += predictions[i] == k ? 1 : 0;
          actual += targets[i] == k ? 1 : 0;
        }
      }
      ious.add((double) both / either);
      assertThat(scores.name()).isEqualTo("class" + k);
      assertThat(scores.iou()).isCloseTo((double) both / either, within(TINY));
      assertThat(scores.precision()).isCloseTo((double) both / predicted, within(TINY));
      assertThat(scores.recall()).isCloseTo((double) both / actual, within(TINY));
      assertThat(scores.f1()).isCloseTo(2.0 * both / (predicted + actual), within(TINY));
      assertThat(scores.actual()).isEqualTo(actual);
      assertThat(scores.predicted()).isEqualTo(predicted);
    }
    assertThat(metrics.perClass()).noneMatch(scores -> scores.index() == ignore);
    assertThat(metrics.meanIou())
        .isCloseTo(ious.stream().mapToDouble(x -> x).average().orElseThrow(), within(TINY));
    assertThat(metrics.overallAccuracy()).isCloseTo((double) right / all, within(TINY));
    assertThat(metrics.pixels()).isEqualTo(all);
  }

  @Test
  void permutingTheClassesPermutesTheScores() {
    Random random = new Random(11);
    int classes = 5;
    int[] predictions = random.ints(500, 0, classes).toArray();
    int[] targets = random.ints(500, 0, classes).toArray();
    List<Integer> renamed = new ArrayList<>(List.of(0, 1, 2, 3, 4));
    Collections.shuffle(renamed, random);

    SegmentationMetrics before =
        SegmentationMetrics.of(
            matrix(classes, -1, predictions, targets), names(classes), MetricRules.PLAIN);
    SegmentationMetrics after =
        SegmentationMetrics.of(
            matrix(
                classes,
                -1,
                IntStream.of(predictions).map(renamed::get).toArray(),
                IntStream.of(targets).map(renamed::get).toArray()),
            names(classes),
            MetricRules.PLAIN);

    for (int k = 0; k < classes; k++) {
      ClassScores old = before.perClass().get(k);
      ClassScores now = after.perClass().get(renamed.get(k));
      assertThat(now.iou()).isEqualTo(old.iou());
      assertThat(now.f1()).isEqualTo(old.f1());
      assertThat(now.precision()).isEqualTo(old.precision());
      assertThat(now.recall()).isEqualTo(old.recall());
    }
    assertThat(after.meanIou()).isCloseTo(before.meanIou(), within(TINY));
    assertThat(after.overallAccuracy()).isEqualTo(before.overallAccuracy());
    assertThat(after.meanClassAccuracy()).isCloseTo(before.meanClassAccuracy(), within(TINY));
  }

  @Test
  void isOneForAPerfectPrediction() {
    int[] labels = {0, 1, 2, 2, 1, 0};

    SegmentationMetrics metrics =
        SegmentationMetrics.of(matrix(3, -1, labels, labels), names(3), MetricRules.PLAIN);

    assertThat(metrics.meanIou()).isEqualTo(1);
    assertThat(metrics.meanF1()).isEqualTo(1);
    assertThat(metrics.meanPrecision()).isEqualTo(1);
    assertThat(metrics.meanRecall()).isEqualTo(1);
    assertThat(metrics.overallAccuracy()).isEqualTo(1);
    assertThat(metrics.meanClassAccuracy()).isEqualTo(1);
  }

  @Test
  void leavesAClassThatOccursNowhereOutOfTheMeans() {
    ConfusionMatrix matrix = matrix(3, -1, new int[] {0, 0, 1}, new int[] {0, 1, 1});

    SegmentationMetrics skip = SegmentationMetrics.of(matrix, names(3), MetricRules.PLAIN);
    SegmentationMetrics zero =
        SegmentationMetrics.of(matrix, names(3), new MetricRules(AbsentClass.ZERO, 0));

    assertThat(skip.perClass().get(2).scored()).isFalse();
    assertThat(skip.perClass().get(2).iou()).isNaN();
    assertThat(skip.meanIou()).isCloseTo(0.5, within(TINY));
    assertThat(skip.absent()).containsExactly("class2");
    assertThat(zero.perClass().get(2).iou()).isZero();
    assertThat(zero.meanIou()).isCloseTo(1.0 / 3, within(TINY));
    assertThat(zero.absent()).containsExactly("class2");
  }

  @Test
  void scoresAClassThatIsPredictedAndNeverThereByTheRule() {
    // Class 1 is there and never predicted, class 2 is predicted and never there.
    ConfusionMatrix matrix = matrix(3, -1, new int[] {0, 2}, new int[] {0, 1});

    SegmentationMetrics skip = SegmentationMetrics.of(matrix, names(3), MetricRules.PLAIN);
    SegmentationMetrics unused =
        SegmentationMetrics.of(matrix, names(3), new MetricRules(AbsentClass.SKIP_UNPREDICTED, 0));

    assertZero(skip.perClass().get(1));
    assertThat(skip.perClass().get(2).scored()).isFalse();
    assertThat(skip.perClass().get(2).predicted()).isEqualTo(1);
    assertThat(skip.meanIou()).isCloseTo(0.5, within(TINY));
    assertZero(unused.perClass().get(1));
    assertZero(unused.perClass().get(2));
    assertThat(unused.meanIou()).isCloseTo(1.0 / 3, within(TINY));
    assertThat(unused.meanRecall()).isCloseTo(1.0 / 3, within(TINY));
    assertThat(unused.meanClassAccuracy())
        .as("over the two classes that are there")
        .isCloseTo(0.5, within(TINY));
    assertThat(unused.absent()).containsExactly("class2");
  }

  private static void assertZero(ClassScores scores) {
    assertThat(scores)
        .extracting(
            ClassScores::scored,
            ClassScores::iou,
            ClassScores::f1,
            ClassScores::precision,
            ClassScores::recall)
        .containsExactly(true, 0.0, 0.0, 0.0, 0.0);
  }

  @Test
  void tellsOverallFromMeanClassAccuracy() {
    int[] targets = new int[100];
    targets[99] = 1;

    SegmentationMetrics metrics =
        SegmentationMetrics.of(matrix(2, -1, new int[100], targets), names(2), MetricRules.PLAIN);

    assertThat(metrics.overallAccuracy()).isEqualTo(0.99);
    assertThat(metrics.meanClassAccuracy()).isEqualTo(0.5);
  }

  @Test
  void hasNoMeanOverNoClass() {
    SegmentationMetrics metrics =
        SegmentationMetrics.of(new ConfusionMatrix(2, -1), names(2), MetricRules.PLAIN);

    assertThat(metrics.meanIou()).isNaN();
    assertThat(metrics.pixels()).isZero();
  }
}
