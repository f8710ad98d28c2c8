package org.eobench.pretrain.method;

/**
 * The length of a pretraining run, which schedules are fitted to.
 *
 * @param epochs number of epochs
 * @param stepsPerEpoch updates of the weights per epoch
 * @param batchSize samples of a batch
 * @param accumulation batches of one update
 */
public record RunLength(int epochs, int stepsPerEpoch, int batchSize, int accumulation) {
  public RunLength {
    if (epochs < 1 || stepsPerEpoch < 1 || batchSize < 1 || accumulation < 1) {
      throw new IllegalArgumentException(
          "a run has at least one epoch, one step per epoch and one sample per step");
    }
  }

  /** Samples of one update, by which learning rates are scaled. */
  public int samplesPerStep() {
    return Math.multiplyExact(batchSize, accumulation);
  }

  /** Updates of the weights in the whole run. */
  public int steps() {
    return Math.multiplyExact(epochs, stepsPerEpoch);
  }
}
