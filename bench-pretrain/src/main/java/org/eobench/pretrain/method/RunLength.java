package org.eobench.pretrain.method;

import java.util.Locale;
import java.util.Optional;
import org.eobench.core.error.Problem;

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

  /** Steps of a number of epochs, rounded down. */
  public int stepsOf(double someEpochs) {
    return (int) (someEpochs * stepsPerEpoch);
  }

  /**
   * A problem if a schedule is longer than the run, which would end before the schedule does.
   *
   * @param key key of the configuration that sets the length of the schedule
   * @param someEpochs its length
   */
  public Optional<Problem> refuseLonger(String key, double someEpochs) {
    return someEpochs <= epochs
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    "ScheduleTooLong",
                    String.format(
                        Locale.ROOT, "%s=%s is longer than the run", key, plain(someEpochs)))
                .at(key)
                .expecting(String.format(Locale.ROOT, "at most %d, the epochs of this run", epochs))
                .next(
                    String.format(
                        Locale.ROOT,
                        "set `%s=%s`, a tenth of the run, or train for more epochs",
                        key,
                        plain(epochs / 10.0))));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
