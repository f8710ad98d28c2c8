package org.eobench.core.optim;

/**
 * The inputs of a learning-rate schedule in addition to its config.
 *
 * @param learningRate initial learning rate
 * @param totalIterations batches per epoch times epochs
 */
public record ScheduleContext(double learningRate, int totalIterations) {}
