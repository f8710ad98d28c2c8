package org.eobench.core.task.regression;

import java.util.List;
import org.eobench.core.metrics.MseAverage;
import org.eobench.core.metrics.pixels.RegressionMetrics;
import org.eobench.core.metrics.pixels.RegressionSums;

/**
 * The best a prediction can do that is the same value everywhere: the lower bound that every table
 * of a regression shows beside the models. No constant has a lower squared error over all pixels.
 *
 * @param value the mean of the targets
 * @param metrics its scores; the mean absolute error is not known (NaN), R² is 0
 */
public record ConstantValue(double value, RegressionMetrics metrics) {

  /**
   * Finds the baseline of a split from the sums of any predictions on it, as only the targets
   * matter.
   *
   * @throws IllegalArgumentException when no pixel has a value
   */
  public static ConstantValue of(List<RegressionSums> batches, MseAverage average, String unit) {
    RegressionSums all = batches.stream().reduce(RegressionSums.NONE, RegressionSums::plus);
    if (all.count() == 0) {
      throw new IllegalArgumentException("no pixel has a value, so there is nothing to predict");
    }
    double mean = all.targetMean();
    List<RegressionSums> constant = batches.stream().map(batch -> batch.predicting(mean)).toList();
    return new ConstantValue(mean, RegressionMetrics.of(constant, average, unit));
  }
}
