package org.eobench.pretrain.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a resumed pretraining needs in addition to the state of the method. Crops, sample order and
 * masks depend only on the seed and these numbers.
 *
 * @param iteration number of finished updates of the weights
 * @param lossSum sum of the losses of the current epoch
 * @param logLength length of the metric log in bytes
 */
record PretrainState(int iteration, double lossSum, long logLength) {
  /** The state before the first step. */
  static final PretrainState START = new PretrainState(0, 0, 0);

  private static final String ITERATION = "iteration";
  private static final String LOSS_SUM = "loss_sum";
  private static final String LOG_LENGTH = "log_length";

  /**
   * The state after a step.
   *
   * @param perEpoch steps of an epoch
   */
  PretrainState afterStep(double loss, int perEpoch) {
    boolean begins = iteration % perEpoch == 0;
    return new PretrainState(iteration + 1, (begins ? 0 : lossSum) + loss, logLength);
  }

  /** The mean loss of the epoch of the last step. */
  double meanLoss(int perEpoch) {
    return lossSum / ((iteration - 1) % perEpoch + 1);
  }

  PretrainState withLogLength(long length) {
    return new PretrainState(iteration, lossSum, length);
  }

  /** Converts the state to checkpoint metadata. Doubles round-trip bit for bit. */
  Map<String, String> toMetadata() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(ITERATION, String.valueOf(iteration));
    fields.put(LOSS_SUM, Double.toHexString(lossSum));
    fields.put(LOG_LENGTH, String.valueOf(logLength));
    return fields;
  }

  /**
   * Parses the output of {@link #toMetadata}.
   *
   * @param steps updates of the whole run
   * @throws IllegalArgumentException if a field is missing or has a value that no run writes
   */
  static PretrainState fromMetadata(Map<String, String> fields, int steps) {
    PretrainState state =
        new PretrainState(
            Integer.parseInt(text(fields, ITERATION)),
            Double.parseDouble(text(fields, LOSS_SUM)),
            Long.parseLong(text(fields, LOG_LENGTH)));
    if (state.iteration < 0 || state.iteration > steps) {
      throw new IllegalArgumentException(
          "it was saved after " + state.iteration + " of " + steps + " iterations");
    }
    if (!Double.isFinite(state.lossSum) || state.logLength < 0) {
      throw new IllegalArgumentException("its loss_sum or log_length is no possible number");
    }
    return state;
  }

  private static String text(Map<String, String> fields, String key) {
    String value = fields.get(key);
    if (value == null) {
      throw new IllegalArgumentException("it lacks " + key);
    }
    return value;
  }
}
