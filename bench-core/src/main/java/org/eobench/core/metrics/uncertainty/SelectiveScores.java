package org.eobench.core.metrics.uncertainty;

import java.util.Map;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.StoredCounts;

/**
 * Scores of the order of predictions by their confidence.
 *
 * @param adaptiveError calibration error over 15 bins with equal numbers of predictions
 * @param area AURC, see {@link RiskCoverage#area}
 * @param excessArea AURC less that of the best order
 */
public record SelectiveScores(double adaptiveError, double area, double excessArea) {
  /** Counts the pixels of an image in 512 groups by their confidence. */
  public static final Counting<PixelClasses, ConfidenceGroups, SelectiveScores> PIXELS =
      new Counting<PixelClasses, ConfidenceGroups, SelectiveScores>(
              PixelClasses.class,
              context -> new ConfidenceGroups(context.ignoreIndex()),
              (counts, context) -> counts.scores(),
              scores -> Map.of())
          .storedAs(
              new StoredCounts<>(
                  "confidences",
                  false,
                  ConfidenceGroups::row,
                  (row, context) -> ConfidenceGroups.of(row, context.ignoreIndex())));
}
