package org.eobench.core.run.calibrate;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.metrics.uncertainty.Conformal;

/**
 * Sets of classes: the threshold from the validation split, then coverage and size on the test
 * split. Pixels are taken image by image: their coverage is the mean over the images.
 */
final class ClassSets {
  /** Steps of the threshold for pixels; it is rounded up to one. */
  private static final int STEPS = 1000;

  private final double coverage;
  private final int ignoreIndex;
  private final double[] missed = new double[STEPS + 1];
  private final List<Double> scores = new ArrayList<>();
  private boolean pixels;
  private long images;
  private double threshold = Double.NaN;
  private long tested;
  private double covered;
  private long sets;
  private double sizes;
  private long empty;

  ClassSets(double coverage, int ignoreIndex) {
    this.coverage = coverage;
    this.ignoreIndex = ignoreIndex;
  }

  /** Counts the probabilities of validation samples. */
  void calibrate(LogitBatch batch) {
    pixels = batch.points() > 1;
    for (int sample = 0; sample < batch.ids().size(); sample++) {
      long[] above = new long[STEPS + 1];
      long counted = 0;
      for (int point = 0; point < batch.points(); point++) {
        int label = batch.label(sample, point);
        if (label != ignoreIndex) {
          double score = 1 - (double) batch.number(sample, label, point);
          counted++;
          above[Math.min(STEPS, Math.max(0, (int) Math.ceil(score * STEPS)))]++;
          if (!pixels) {
            scores.add(score);
          }
        }
      }
      if (counted > 0) {
        images++;
        long rest = counted;
        for (int step = 0; step <= STEPS; step++) {
          rest -= above[step];
          missed[step] += (double) rest / counted;
        }
      }
    }
  }

  /** Chooses the threshold. */
  void choose() {
    double alpha = 1 - coverage;
    threshold =
        pixels
            ? Conformal.controlled(missed, images, alpha)
            : Conformal.threshold(scores.stream().mapToDouble(one -> one).toArray(), alpha);
  }

  /** Counts the probabilities of test samples. */
  void test(LogitBatch batch) {
    for (int sample = 0; sample < batch.ids().size(); sample++) {
      long held = 0;
      long counted = 0;
      for (int point = 0; point < batch.points(); point++) {
        int label = batch.label(sample, point);
        if (label != ignoreIndex) {
          counted++;
          int size = 0;
          for (int klass = 0; klass < batch.classes(); klass++) {
            boolean in = 1 - (double) batch.number(sample, klass, point) <= threshold;
            size += in ? 1 : 0;
            held += in && klass == label ? 1 : 0;
          }
          sizes += size;
          empty += size == 0 ? 1 : 0;
        }
      }
      if (counted > 0) {
        tested++;
        sets += counted;
        covered += (double) held / counted;
      }
    }
  }

  CalibrationResult.Sets result() {
    return new CalibrationResult.Sets(
        coverage,
        Double.isFinite(threshold) ? threshold : null,
        images,
        pixels ? "pixel" : "image",
        covered / tested,
        sizes / sets,
        (double) empty / sets);
  }
}
