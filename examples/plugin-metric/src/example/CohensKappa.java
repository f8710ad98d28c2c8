package example;

import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.pixels.SegmentationMetrics;

/**
 * Agreement of prediction and target beyond chance (Cohen, 1960): {@code (a - e) / (1 - e)}, where
 * {@code a} is the share of the pixels predicted right and {@code e} the share expected of a
 * prediction with the same frequencies of the classes that knows nothing.
 */
final class CohensKappa {
  private CohensKappa() {}

  /** In {@code [-1,1]}; NaN where target and prediction are one and the same class everywhere. */
  static double of(SegmentationMetrics scores) {
    ConfusionMatrix counts = scores.confusion();
    double all = counts.total();
    double chance = 0;
    for (int klass = 0; klass < counts.classes(); klass++) {
      chance += counts.actual(klass) / all * (counts.predicted(klass) / all);
    }
    return (counts.correct() / all - chance) / (1 - chance);
  }
}
