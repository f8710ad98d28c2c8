package org.eobench.core.metrics.images;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.StoredCounts;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.metrics.pixels.Reliability;
import org.eobench.core.metrics.uncertainty.AdaptiveCalibration;
import org.eobench.core.metrics.uncertainty.ClassBins;
import org.eobench.core.metrics.uncertainty.ProbabilityScores;
import org.eobench.core.metrics.uncertainty.RiskCoverage;
import org.eobench.core.metrics.uncertainty.SelectiveScores;
import org.eobench.core.metrics.uncertainty.Softmax;

/**
 * How far the probabilities of classified images can be relied on: the softmax of their scores.
 *
 * @param probabilities scores of the probabilities
 * @param selective scores of the order by confidence
 * @param calibration calibration over bins of equal width
 */
public record ImageUncertainty(
    ProbabilityScores probabilities, SelectiveScores selective, Calibration calibration) {
  /** Keeps the scores of each image. */
  public static final Counting<ScoredImage, ImageList<ScoredImage>, ImageUncertainty> COUNTING =
      new Counting<ScoredImage, ImageList<ScoredImage>, ImageUncertainty>(
              ScoredImage.class,
              context -> new ImageList<>(),
              (list, context) -> of(list.images(), context.classes().size(), context.ignoreIndex()),
              of -> Map.of())
          .storedAs(
              new StoredCounts<>(
                  "image_logits",
                  false,
                  list -> list.images().get(0).row(),
                  (row, context) -> ImageList.of(ScoredImage.of(row))));

  /** Scores predictions; all is NaN without images that count. */
  public static ImageUncertainty of(List<ScoredImage> images, int classes, int ignoreIndex) {
    List<ScoredImage> counted =
        images.stream().filter(image -> image.label() != ignoreIndex).toList();
    int n = counted.size();
    double[] confidences = new double[n];
    boolean[] right = new boolean[n];
    double[] errors = new double[n];
    ClassBins bins = new ClassBins(classes, Reliability.BINS);
    Reliability reliability = new Reliability(Reliability.BINS, ignoreIndex);
    double logLoss = 0;
    double brier = 0;
    for (int i = 0; i < n; i++) {
      ScoredImage image = counted.get(i);
      double[] logs = Softmax.logs(image.scores(), 1);
      for (int klass = 0; klass < classes; klass++) {
        double probability = Math.exp(logs[klass]);
        boolean isTrue = klass == image.label();
        bins.add(klass, probability, isTrue);
        brier += (probability - (isTrue ? 1 : 0)) * (probability - (isTrue ? 1 : 0));
      }
      bins.next();
      logLoss -= logs[image.label()];
      confidences[i] = Math.exp(Arrays.stream(logs).max().orElseThrow());
      right[i] = image.predicted() == image.label();
      errors[i] = right[i] ? 0 : 1;
      reliability.add((float) confidences[i], right[i]);
    }
    RiskCoverage curve = RiskCoverage.of(confidences, errors);
    double adaptive =
        n == 0 ? Double.NaN : AdaptiveCalibration.error(confidences, right, Reliability.BINS, true);
    return new ImageUncertainty(
        new ProbabilityScores(logLoss / n, brier / n, bins.error(ignoreIndex)),
        new SelectiveScores(adaptive, curve.area(), curve.excess()),
        reliability.calibration());
  }
}
