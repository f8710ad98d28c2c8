package org.eobench.core.metrics.uncertainty;

import java.util.Map;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.StoredCounts;

/**
 * Scores of the probabilities of all classes.
 *
 * @param logLoss NLL: mean of -ln of the probability of the true class; 0 is best
 * @param brier Brier score: mean over the predictions of the sum over the classes of (probability -
 *     1 or 0)²; in {@code [0,2]}, 0 is best
 * @param classwiseError mean over the classes of their calibration errors over 15 bins
 */
public record ProbabilityScores(double logLoss, double brier, double classwiseError) {
  /** Counts the pixels of an image. */
  public static final Counting<PixelClasses, PixelProbabilities, ProbabilityScores> PIXELS =
      new Counting<PixelClasses, PixelProbabilities, ProbabilityScores>(
              PixelClasses.class,
              context -> new PixelProbabilities(context.classes().size(), context.ignoreIndex()),
              (counts, context) -> counts.scores(),
              scores -> Map.of())
          .storedAs(
              new StoredCounts<>(
                  "probabilities",
                  false,
                  PixelProbabilities::row,
                  (row, context) ->
                      PixelProbabilities.of(row, context.classes().size(), context.ignoreIndex())));
}
