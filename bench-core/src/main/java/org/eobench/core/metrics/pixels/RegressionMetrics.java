package org.eobench.core.metrics.pixels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.metrics.Counting;
import org.eobench.core.metrics.MseAverage;
import org.eobench.core.metrics.StoredCounts;

/**
 * Scores of a regression, in the unit of the targets; NaN without pixels.
 *
 * @param rmse square root of {@code mse}
 * @param mae mean absolute error; NaN if unknown
 * @param mse mean squared error, in the squared unit
 * @param r2 coefficient of determination, {@code 1 - Σe² / Σ(y - mean)²} over all pixels, at most
 *     1; NaN if all targets are equal
 * @param bias mean of prediction minus target
 * @param pixels number of pixels with a value
 * @param unit name of the unit, such as {@code t/ha}; empty if there is none
 */
public record RegressionMetrics(
    double rmse, double mae, double mse, double r2, double bias, long pixels, String unit) {
  /** Sums the errors. */
  public static final Counting<PixelValues, RegressionCounts, RegressionMetrics> COUNTING =
      new Counting<PixelValues, RegressionCounts, RegressionMetrics>(
              PixelValues.class,
              context -> new RegressionCounts(),
              (counts, context) ->
                  of(counts.batches(), context.rules().mseAverage(), context.unit()),
              RegressionMetrics::details)
          .storedAs(
              new StoredCounts<>(
                  "errors",
                  false,
                  counts -> counts.sums().row(),
                  (row, context) -> RegressionCounts.of(RegressionSums.of(row))));

  /** Computes scores from sums, with equal weight for every pixel. */
  public static RegressionMetrics of(RegressionSums sums, String unit) {
    return of(List.of(sums), MseAverage.PIXELS, unit);
  }

  /**
   * Computes scores from the batches of a split. Batches without values are skipped.
   *
   * @param batches sums of each batch, of any size
   */
  public static RegressionMetrics of(
      List<RegressionSums> batches, MseAverage average, String unit) {
    RegressionSums all = batches.stream().reduce(RegressionSums.NONE, RegressionSums::plus);
    double count = all.count();
    double mse =
        switch (average) {
          case PIXELS -> all.squaredError() / count;
          case BATCHES ->
              batches.stream()
                  .filter(batch -> batch.count() > 0)
                  .mapToDouble(batch -> batch.squaredError() / batch.count())
                  .average()
                  .orElse(Double.NaN);
        };
    double r2 = all.targetSpread() > 0 ? 1 - all.squaredError() / all.targetSpread() : Double.NaN;
    return new RegressionMetrics(
        Math.sqrt(mse),
        all.absoluteError() / count,
        mse,
        r2,
        all.error() / count,
        all.count(),
        unit);
  }

  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("pixels", pixels);
    details.put("unit", unit);
    return details;
  }
}
