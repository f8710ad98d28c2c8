package org.eobench.core.optim;

/**
 * What a learning-rate schedule is given besides its own config.
 *
 * @param learningRate the rate it starts from
 * @param totalIterations batches per epoch times epochs
 */
public record ScheduleContext(double learningRate, int totalIterations) {}
