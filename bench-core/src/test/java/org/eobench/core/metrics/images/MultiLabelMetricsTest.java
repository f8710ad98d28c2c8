package org.eobench.core.metrics.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.task.multilabel.ConstantLabels;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MultiLabelMetricsTest {
  private static final List<String> TWO = List.of("water", "forest");

  private static ScoredLabels image(float first, float second, boolean water, boolean forest) {
    float[] logits = {first, second};
    return ScoredLabels.of(logits, new boolean[] {water, forest}, LabelRule.LIKELY);
  }

  @Test
  void scoresFourImagesAsByHand() {
    List<ScoredLabels> images =
        List.of(
            image(4, -1, true, false), // exact
            image(3, 1, false, true),
            image(2, -2, true, true),
            image(-1, 3, false, true)); // exact

    MultiLabelMetrics metrics = MultiLabelMetrics.of(images, TWO, MetricRules.PLAIN);

    assertThat(metrics.subsetAccuracy()).isEqualTo(0.5);
    // Water: 2 of 3 predicted, 2 of 2 found. Forest: 2 of 2 predicted, 2 of 3 found.
    assertThat(metrics.micro().precision()).isEqualTo(0.8);
    assertThat(metrics.micro().recall()).isEqualTo(0.8);
    assertThat(metrics.macro().precision()).isCloseTo((2 / 3.0 + 1) / 2, within(1e-15));
    assertThat(metrics.macro().f1()).isCloseTo(0.8, within(1e-15));
    // Water is at ranks 1 and 3; forest at 1, 2 and 4.
    assertThat(metrics.averagePrecision().get(0)).isCloseTo((1 + 2 / 3.0) / 2, within(1e-15));
    assertThat(metrics.averagePrecision().get(1)).isCloseTo((1 + 1 + 3 / 4.0) / 3, within(1e-15));
    assertThat(metrics.meanAveragePrecision()).isCloseTo((5 / 6.0 + 11 / 12.0) / 2, within(1e-15));
  }

  @RepeatedTest(20)
  void equalsTheDefinitionOfAveragePrecisionThresholdByThreshold(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int n = 1 + random.nextInt(80);
    float[] scores = new float[n];
    boolean[] positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      // Rounded, so that there are ties, both zeros among them.
      scores[i] = (float) Math.rint(3 * random.nextGaussian());
      positive[i] = random.nextInt(3) == 0;
    }
    positive[random.nextInt(n)] = true;
    int[] order = random.ints(n, 0, 1 << 20).toArray();
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    shuffled.sort((a, b) -> Integer.compare(order[a], order[b]));

    double[] thresholds = IntStream.range(0, n).mapToDouble(i -> scores[i]).distinct().toArray();
    Arrays.sort(thresholds);
    double recall = 0;
    double sum = 0;
    for (int t = thresholds.length - 1; t >= 0; t--) {
      double threshold = thresholds[t];
      double taken = IntStream.range(0, n).filter(i -> scores[i] >= threshold).count();
      double hits =
          IntStream.range(0, n).filter(i -> scores[i] >= threshold && positive[i]).count();
      double all = IntStream.range(0, n).filter(i -> positive[i]).count();
      sum += (hits / all - recall) * (hits / taken);
      recall = hits / all;
    }
    float[] otherScores = new float[n];
    boolean[] otherPositive = new boolean[n];
    for (int i = 0; i < n; i++) {
      otherScores[i] = scores[shuffled.get(i)];
      otherPositive[i] = positive[shuffled.get(i)];
    }

    assertThat(AveragePrecision.of(scores, positive)).isCloseTo(sum, within(1e-12));
    assertThat(AveragePrecision.of(otherScores, otherPositive))
        .isEqualTo(AveragePrecision.of(scores, positive));
  }

  @Test
  void ranksNegativeAndInfiniteScores() {
    float[] scores = {Float.NEGATIVE_INFINITY, -2, -1, -0.0f, 0.0f, 1, Float.POSITIVE_INFINITY};
    boolean[] last = {true, false, false, false, false, false, false};
    boolean[] zeros = {false, false, false, true, false, false, false};

    assertThat(AveragePrecision.of(scores, last)).isEqualTo(1 / 7.0);
    assertThat(AveragePrecision.of(scores, zeros)).as("both zeros tie").isEqualTo(1 / 4.0);
    assertThat(AveragePrecision.of(scores, new boolean[7])).isNaN();
  }

  @Test
  void leavesLabelsOfNoImageOutOfTheMeansUnlessAskedNotTo() {
    List<ScoredLabels> images = List.of(image(1, 1, true, false), image(-1, -1, true, false));

    MultiLabelMetrics skip = MultiLabelMetrics.of(images, TWO, MetricRules.PLAIN);
    MultiLabelMetrics zero =
        MultiLabelMetrics.of(images, TWO, new MetricRules(AbsentClass.ZERO, 0));

    assertThat(skip.absent()).containsExactly("forest");
    assertThat(skip.macro().recall()).isEqualTo(0.5);
    assertThat(skip.meanAveragePrecision()).isEqualTo(1);
    assertThat(zero.macro().recall()).isEqualTo(0.25);
    assertThat(zero.meanAveragePrecision()).isEqualTo(0.5);
    assertThat(skip.micro().precision()).as("false alarms count").isEqualTo(0.5);
    assertThat(skip.micro()).isEqualTo(zero.micro());
  }

  @RepeatedTest(10)
  void permutingTheLabelsPermutesTheScores(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<String> names = List.of("a", "b", "c", "d");
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
    Collections.shuffle(order, random);
    List<ScoredLabels> before = new ArrayList<>();
    List<ScoredLabels> after = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      float[] scores = new float[4];
      boolean[] labels = new boolean[4];
      float[] otherScores = new float[4];
      boolean[] otherLabels = new boolean[4];
      for (int k = 0; k < 4; k++) {
        labels[k] = random.nextInt(k + 1) == 0;
        scores[k] = (float) random.nextGaussian() + (labels[k] ? 1 : 0);
        otherScores[order.get(k)] = scores[k];
        otherLabels[order.get(k)] = labels[k];
      }
      before.add(ScoredLabels.of(scores, labels, LabelRule.LIKELY));
      after.add(ScoredLabels.of(otherScores, otherLabels, LabelRule.LIKELY));
    }

    MultiLabelMetrics old = MultiLabelMetrics.of(before, names, MetricRules.PLAIN);
    MultiLabelMetrics now = MultiLabelMetrics.of(after, names, MetricRules.PLAIN);

    for (int k = 0; k < 4; k++) {
      assertThat(now.averagePrecision().get(order.get(k))).isEqualTo(old.averagePrecision().get(k));
      assertThat(now.perClass().get(order.get(k)).counts())
          .isEqualTo(old.perClass().get(k).counts());
    }
    assertThat(now.micro()).isEqualTo(old.micro());
    assertThat(now.microAveragePrecision()).isEqualTo(old.microAveragePrecision());
    assertThat(now.subsetAccuracy()).isEqualTo(old.subsetAccuracy());
    assertThat(now.meanAveragePrecision()).isCloseTo(old.meanAveragePrecision(), within(1e-12));
  }

  @Test
  void choosesLabelsByProbabilityOrByRank() {
    float[] logits = {2, -3, 0, 1};

    assertThat(LabelRule.LIKELY.choose(logits)).containsExactly(true, false, false, true);
    assertThat(new LabelRule(0.04, null).choose(logits)).containsExactly(true, true, true, true);
    assertThat(new LabelRule(0.75, null).choose(logits)).containsExactly(true, false, false, false);
    assertThat(new LabelRule(0.5, 3).choose(logits)).containsExactly(true, false, true, true);
    assertThatThrownBy(() -> new LabelRule(1, null)).hasMessageContaining("[0,1)");
    assertThatThrownBy(() -> new LabelRule(0.5, 0)).hasMessageContaining("at least 1");
  }

  @RepeatedTest(10)
  void findsTheConstantLabelsWithTheHighestMicroF1OfAll(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int classes = 5;
    List<String> names = List.of("a", "b", "c", "d", "e");
    double[] frequencies = random.doubles(classes).toArray();
    List<ScoredLabels> images = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      boolean[] labels = new boolean[classes];
      IntStream.range(0, classes).forEach(k -> labels[k] = random.nextDouble() < frequencies[k]);
      images.add(new ScoredLabels(new float[classes], new boolean[classes], labels));
    }
    images.add(
        new ScoredLabels(
            new float[classes],
            new boolean[classes],
            new boolean[] {true, false, false, false, false}));
    double best = 0;
    for (int set = 0; set < 1 << classes; set++) {
      boolean[] given = new boolean[classes];
      for (int k = 0; k < classes; k++) {
        given[k] = (set >> k & 1) == 1;
      }
      List<ScoredLabels> constant =
          images.stream()
              .map(image -> new ScoredLabels(image.scores(), given, image.actual()))
              .toList();
      best = Math.max(best, MultiLabelMetrics.of(constant, names, MetricRules.PLAIN).micro().f1());
    }

    ConstantLabels constant = ConstantLabels.of(images, names, MetricRules.PLAIN);

    assertThat(constant.metrics().micro().f1()).isCloseTo(best, within(1e-12));
    for (ClassScores scores : constant.metrics().perClass()) {
      double precision = constant.metrics().averagePrecision().get(scores.index());
      if (scores.actual() > 0) {
        assertThat(precision).isCloseTo(scores.actual() / 13.0, within(1e-15));
      }
    }
  }

  @Test
  void refusesWhatCannotBeScored() {
    List<ScoredLabels> images = List.of(image(1, 1, false, false));

    assertThatThrownBy(() -> ConstantLabels.of(images, TWO, MetricRules.PLAIN))
        .hasMessageContaining("no image has a label");
    assertThatThrownBy(() -> MultiLabelMetrics.of(images, List.of("x"), MetricRules.PLAIN))
        .hasMessage("2 scores for 1 labels");
    assertThatThrownBy(() -> new ScoredLabels(new float[2], new boolean[2], new boolean[3]))
        .hasMessage("2 scores and 2 predictions for 3 labels");
    assertThatThrownBy(() -> image(Float.NaN, 0, true, true))
        .hasMessage("the score of class 0 is NaN");
  }
}
