package org.eobench.core.progress;

/**
 * A finished training step.
 *
 * @param epoch number of the epoch, from 1
 * @param epochs epochs of the whole run
 * @param batch number of the batch in the epoch, from 1
 * @param batches batches of an epoch
 * @param iteration steps of the whole run so far
 * @param loss of this batch
 * @param meanLoss mean over the epoch so far
 * @param learningRate of this step
 * @param samplesPerSecond pace of the training
 */
public record TrainingStep(
    int epoch,
    int epochs,
    int batch,
    int batches,
    long iteration,
    double loss,
    double meanLoss,
    double learningRate,
    double samplesPerSecond) {}
