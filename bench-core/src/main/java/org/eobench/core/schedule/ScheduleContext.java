package org.eobench.core.schedule;

import org.eobench.core.metrics.Metric;

/**
 * The inputs of a learning-rate schedule in addition to its config.
 *
 * @param learningRate initial learning rate
 * @param totalIterations batches per epoch times epochs
 * @param validations number of validations of the run
 * @param better which of two values of the validations' metric is better
 */
public record ScheduleContext(
    double learningRate, int totalIterations, int validations, Metric.Better better) {

  /** The inputs of a schedule that does not follow the validations. */
  public ScheduleContext(double learningRate, int totalIterations) {
    this(learningRate, totalIterations, 0, Metric.Better.HIGHER);
  }
}
