package org.eobench.core.metrics;

/** What the mean squared error, and with it the RMSE, is the mean of. */
public enum MseAverage {
  /** Of all pixels that have a value: each counts as much as any other. */
  PIXELS,
  /**
   * Of the means of batches, as in Pangaea: a short last batch, or one with few values, weighs as
   * much as a full one, so the number depends on the batch size.
   */
  BATCHES
}
