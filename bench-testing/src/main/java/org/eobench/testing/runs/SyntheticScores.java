package org.eobench.testing.runs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.Evaluation;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.Scores;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.eobench.core.task.segmentation.SegmentationScoring;

/**
 * Predictions of a test split that does not exist. The targets depend on the data set only, so that
 * runs of one data set are paired; a sample that is hard for one run is hard for all.
 *
 * @param context classes and rules
 * @param dataset decides the targets
 * @param right probability of a right pixel
 */
record SyntheticScores(MetricContext context, String dataset, double right) {
  /** Samples of the split. */
  static final int SAMPLES = 12;

  private static final int SIDE = 12;
  private static final double HARDNESS = 0.15;

  /** The scores of the predictions that a seed draws. */
  Scores scores(long seed) {
    Evaluation<PixelClasses> evaluation =
        new Evaluation<>(
            new SegmentationScoring(), ChosenMetrics.of(SegmentationScoring.METRICS), context);
    Random difficulty = new Random(dataset.hashCode());
    Random draws = new Random(31 * seed + Double.hashCode(right));
    List<String> ids = new ArrayList<>();
    List<PixelClasses> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      ids.add(dataset + "/" + i);
      int[] targets = targets(i);
      double chance = Math.min(0.99, Math.max(0.05, right + HARDNESS * difficulty.nextGaussian()));
      int[] predicted = new int[targets.length];
      float[] confidence = new float[targets.length];
      for (int at = 0; at < targets.length; at++) {
        boolean hit = draws.nextDouble() < chance;
        predicted[at] = hit ? targets[at] : draws.nextInt(context.classes().size());
        confidence[at] = (float) Math.min(1, 0.3 + 0.4 * draws.nextDouble() + (hit ? 0.3 : 0));
      }
      samples.add(new PixelClasses(predicted, targets, () -> confidence, 0, SIDE, SIDE));
    }
    evaluation.add(ids, samples);
    return evaluation.scores("synthetic runs");
  }

  /** The scores of the best constant prediction. */
  Map<String, Double> constant() {
    ConfusionMatrix counts = new ConfusionMatrix(context.classes().size(), context.ignoreIndex());
    for (int i = 0; i < SAMPLES; i++) {
      counts.add(new int[SIDE * SIDE], targets(i));
    }
    SegmentationMetrics best = new SegmentationScoring().constant(counts, context).scores();
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("mIoU", best.meanIou());
    values.put("mF1", best.meanF1());
    values.put("overall_accuracy", best.overallAccuracy());
    return values;
  }

  /** The counts of all samples as text. */
  static String counts(Scores scores) {
    return scores.samples().stream()
        .map(sample -> sample.of(SegmentationMetrics.COUNTING).orElseThrow().toArray())
        .map(Arrays::toString)
        .collect(Collectors.joining());
  }

  /** The share of each class among the targets. */
  List<Double> shares() {
    double[] shares = new double[context.classes().size()];
    for (int i = 0; i < SAMPLES; i++) {
      for (int target : targets(i)) {
        shares[target] += 1.0 / (SAMPLES * SIDE * SIDE);
      }
    }
    return IntStream.range(0, shares.length).mapToObj(k -> shares[k]).toList();
  }

  /** Targets of a sample; earlier classes are more frequent. */
  private int[] targets(int sample) {
    Random random = new Random(31L * dataset.hashCode() + sample);
    int classes = context.classes().size();
    return IntStream.range(0, SIDE * SIDE)
        .map(pixel -> Math.min(random.nextInt(classes), random.nextInt(classes)))
        .toArray();
  }
}
