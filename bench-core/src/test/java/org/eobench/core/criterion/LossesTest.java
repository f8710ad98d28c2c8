package org.eobench.core.criterion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.eobench.core.criterion.OverlapConfig.AbsentClasses;
import org.eobench.core.criterion.OverlapConfig.IgnoredPredictions;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Losses against slow definitions written out in Java, and their gradients against differences. */
class LossesTest {
  private static final int B = 2;
  private static final int K = 3;
  private static final int N = 20;
  private static final int IGNORED = -1;

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final CriterionContext context =
      new CriterionContext(ops, K, IGNORED, List.of(0.5, 0.0, 0.25));
  private final Random random = new Random(3);
  private final float[] logits = new float[B * K * N];
  private final long[] target = new long[B * N];

  LossesTest() {
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian() * 2;
    }
    for (int i = 0; i < target.length; i++) {
      // Class 2 never occurs in the second image.
      target[i] = random.nextInt(i < N ? K + 1 : K) - 1;
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private float loss(Criterion criterion, float[] scores) {
    try (NDManager step = manager.newSubManager()) {
      NDArray x = step.create(scores, new Shape(B, K, 4, 5));
      return criterion.loss(x, step.create(target, new Shape(B, 4, 5))).getFloat();
    }
  }

  private void agrees(Criterion criterion, double expected) {
    assertThat((double) loss(criterion, logits)).isCloseTo(expected, within(1e-5));
    NDArray x = manager.create(logits, new Shape(B, K, 4, 5));
    x.setRequiresGradient(true);
    try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
      tape.backward(criterion.loss(x, manager.create(target, new Shape(B, 4, 5))));
    }
    float[] gradient = x.getGradient().toFloatArray();
    for (int i = 0; i < logits.length; i += 7) {
      float[] up = logits.clone();
      float[] down = logits.clone();
      up[i] += 0.01f;
      down[i] -= 0.01f;
      double slope = (loss(criterion, up) - (double) loss(criterion, down)) / 0.02;
      assertThat((double) gradient[i]).as("logit %d", i).isCloseTo(slope, within(1e-4));
    }
  }

  /** Probability of class k at a pixel. */
  private double p(int b, int k, int n) {
    double sum = IntStream.range(0, K).mapToDouble(c -> Math.exp(logit(b, c, n))).sum();
    return Math.exp(logit(b, k, n)) / sum;
  }

  private double logit(int b, int k, int n) {
    return logits[(b * K + k) * N + n];
  }

  private long label(int b, int n) {
    return target[b * N + n];
  }

  private double overlap(boolean jaccard, boolean skip) {
    List<Double> each = new ArrayList<>();
    for (int b = 0; b < B; b++) {
      for (int k = 0; k < K; k++) {
        double inter = 0;
        double predicted = 0;
        double actual = 0;
        for (int n = 0; n < N; n++) {
          boolean counts = label(b, n) != IGNORED;
          boolean hit = label(b, n) == k;
          inter += hit ? p(b, k, n) : 0;
          actual += hit ? 1 : 0;
          predicted += counts || !skip ? p(b, k, n) : 0;
        }
        double both = predicted + actual;
        if (actual > 0 || !skip) {
          each.add((jaccard ? inter : 2 * inter) / (jaccard ? both - inter : both));
        }
      }
    }
    return 1 - each.stream().mapToDouble(x -> x).average().orElseThrow();
  }

  private static OverlapConfig overlapKeys(boolean skip) {
    return new OverlapConfig(
        1e-6,
        skip ? IgnoredPredictions.SKIP : IgnoredPredictions.COUNT,
        skip ? AbsentClasses.SKIP : AbsentClasses.COUNT);
  }

  @Test
  void diceIsOneMinusTwiceTheOverlap() {
    agrees(OverlapLoss.dice(overlapKeys(true), context), overlap(false, true));
    agrees(OverlapLoss.dice(overlapKeys(false), context), overlap(false, false));
  }

  @Test
  void jaccardIsOneMinusOverlapOverUnion() {
    agrees(OverlapLoss.jaccard(overlapKeys(true), context), overlap(true, true));
  }

  @Test
  void focalPlaysDownWhatIsRight() {
    double sum = 0;
    int count = 0;
    double[] alpha = {1, 2, 0.5};
    for (int b = 0; b < B; b++) {
      for (int n = 0; n < N; n++) {
        if (label(b, n) != IGNORED) {
          double right = p(b, (int) label(b, n), n);
          sum -= alpha[(int) label(b, n)] * Math.pow(1 - right, 1.5) * Math.log(right);
          count++;
        }
      }
    }
    agrees(new Focal(new FocalConfig(1.5, List.of(1.0, 2.0, 0.5)), context), sum / count);
  }

  @Test
  void focalWithoutFocusIsCrossEntropy() {
    Criterion plain = new CrossEntropy(new CrossEntropyConfig(0), context);
    agrees(new Focal(new FocalConfig(0, null), context), loss(plain, logits));
  }

  /** The Lovász extension by its definition: the Jaccard loss of ever larger sets of errors. */
  @Test
  void lovaszIsTheExtensionOfTheJaccardLoss() {
    List<Double> each = new ArrayList<>();
    for (int k = 0; k < K; k++) {
      List<double[]> pixels = new ArrayList<>();
      for (int b = 0; b < B; b++) {
        for (int n = 0; n < N; n++) {
          if (label(b, n) != IGNORED) {
            double hot = label(b, n) == k ? 1 : 0;
            pixels.add(new double[] {Math.abs(hot - p(b, k, n)), hot});
          }
        }
      }
      pixels.sort(Comparator.comparingDouble(pixel -> -pixel[0]));
      double total = pixels.stream().mapToDouble(pixel -> pixel[1]).sum();
      double missed = 0;
      double added = 0;
      double before = 0;
      double sum = 0;
      for (double[] pixel : pixels) {
        missed += pixel[1];
        added += 1 - pixel[1];
        double jaccard = 1 - (total - missed) / (total + added);
        sum += pixel[0] * (jaccard - before);
        before = jaccard;
      }
      if (total > 0) {
        each.add(sum);
      }
    }
    double mean = each.stream().mapToDouble(x -> x).average().orElseThrow();
    agrees(new Lovasz(new LovaszConfig(), context), mean);
  }

  @Test
  void weighsClassesByTheInverseOfTheirShareAndAbsentOnesNotAtAll() {
    assertThat(ClassWeights.of(null, context)).containsExactly(2f, 0f, 4f);
    double[] weights = {2, 0, 4};
    double sum = 0;
    double all = 0;
    for (int b = 0; b < B; b++) {
      for (int n = 0; n < N; n++) {
        if (label(b, n) != IGNORED) {
          double weight = weights[(int) label(b, n)];
          sum -= weight * Math.log(p(b, (int) label(b, n), n));
          all += weight;
        }
      }
    }
    agrees(new WeightedCrossEntropy(new WeightedCrossEntropyConfig(null, 0), context), sum / all);
  }

  @Test
  void smoothsLabels() {
    double sum = 0;
    int count = 0;
    for (int b = 0; b < B; b++) {
      for (int n = 0; n < N; n++) {
        if (label(b, n) != IGNORED) {
          double even = 0;
          for (int k = 0; k < K; k++) {
            even -= Math.log(p(b, k, n)) / K;
          }
          sum += 0.9 * -Math.log(p(b, (int) label(b, n), n)) + 0.1 * even;
          count++;
        }
      }
    }
    agrees(new CrossEntropy(new CrossEntropyConfig(0.1), context), sum / count);
  }

  @Test
  void refusesWeightsThatDoNotFitTheClasses() {
    CriterionContext unknown = new CriterionContext(ops, K, IGNORED, List.of());
    assertThatThrownBy(() -> ClassWeights.of(null, unknown))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("dataset.distribution")
        .hasMessageContaining("criterion.weights");
    assertThatThrownBy(() -> ClassWeights.of(List.of(1.0), context))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("1 numbers for 3 classes")
        .hasMessageContaining("where: criterion.weights");
    CriterionContext few = new CriterionContext(ops, K, IGNORED, List.of(0.5, 0.5));
    assertThatThrownBy(() -> ClassWeights.of(null, few))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("2 numbers for 3 classes")
        .hasMessageContaining("where: dataset.distribution");
  }

  @Test
  void nothingThatCountsGivesNoNumber() {
    Arrays.fill(target, IGNORED);
    for (Criterion criterion :
        List.of(
            OverlapLoss.dice(overlapKeys(true), context),
            OverlapLoss.dice(overlapKeys(false), context),
            OverlapLoss.jaccard(overlapKeys(true), context),
            new Focal(new FocalConfig(2, null), context),
            new Lovasz(new LovaszConfig(), context))) {
      assertThat(loss(criterion, logits)).isNaN();
    }
  }

  @Test
  void addsLossesByTheirWeights() {
    Criterion dice = OverlapLoss.dice(overlapKeys(true), context);
    Criterion cross = new CrossEntropy(new CrossEntropyConfig(0), context);
    double expected = 0.3 * loss(dice, logits) + 2.0 * loss(cross, logits);
    agrees(
        new SumOfLosses(
            List.of(new SumOfLosses.Term(0.3, dice), new SumOfLosses.Term(2, cross)), context),
        expected);
  }

  @Test
  void oneChannelIsTwoClasses() {
    float[] one = {1, -2, 0.5f, 3};
    long[] labels = {1, 0, IGNORED, 0};
    float[] two = {0, 0, 0, 0, 1, -2, 0.5f, 3};
    NDArray single = manager.create(one, new Shape(1, 1, 2, 2));
    NDArray pair = manager.create(two, new Shape(1, 2, 2, 2));
    NDArray target = manager.create(labels, new Shape(1, 2, 2));
    for (Criterion criterion :
        List.of(
            new Focal(new FocalConfig(2, null), context),
            new Lovasz(new LovaszConfig(), context))) {
      assertThat(criterion.loss(single, target).getFloat())
          .isCloseTo(criterion.loss(pair, target).getFloat(), within(1e-6f));
    }
    Criterion binary = new BinaryCrossEntropy(new BinaryCrossEntropyConfig(1), context);
    Criterion cross = new CrossEntropy(new CrossEntropyConfig(0), context);
    assertThat(binary.loss(single, target).getFloat())
        .isCloseTo(cross.loss(pair, target).getFloat(), within(1e-6f));
  }
}
