package org.eobench.core.metrics;

/** The averaging of the mean squared error and of the RMSE. */
public enum MseAverage {
  /** Over all pixels that have a value, with equal weight. */
  PIXELS,
  /**
   * Over the means of batches, as in Pangaea: a short last batch, or one with few values, has the
   * same weight as a full one, so the number depends on the batch size.
   */
  BATCHES
}
