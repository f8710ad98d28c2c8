package org.eobench.pretrain.method;

/**
 * The length of a pretraining run, which schedules are fitted to.
 *
 * @param epochs number of epochs
 * @param stepsPerEpoch updates of the weights per epoch
 * @param samplesPerStep samples of one update: batch size times accumulated batches
 */
public record RunLength(int epochs, int stepsPerEpoch, int samplesPerStep) {
  public RunLength {
    if (epochs < 1 || stepsPerEpoch < 1 || samplesPerStep < 1) {
      throw new IllegalArgumentException(
          "a run has at least one epoch, one step per epoch and one sample per step");
    }
  }

  /** Updates of the weights in the whole run. */
  public int steps() {
    return Math.multiplyExact(epochs, stepsPerEpoch);
  }
}
