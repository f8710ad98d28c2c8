package org.eobench.core.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.eval.Measure;

/**
 * Where training stands, besides the tensors: everything a resumed run needs to go on as if it had
 * never stopped. Crops, order and dropout are drawn from the seed and these numbers alone, so there
 * is no generator to save.
 *
 * @param epoch epochs finished
 * @param batch batches of the current epoch finished
 * @param iteration optimizer steps taken since the start
 * @param lossSum sum of the losses of the current epoch's finished batches
 * @param evaluated whether the validation that is due after {@code epoch} epochs is done
 * @param bestEpoch finished epochs at the best validation, or -1 before the first
 * @param bestValue the best validation's measure; meaningless before the first
 * @param logLength bytes of the metric log written so far
 */
public record TrainState(
    int epoch,
    int batch,
    int iteration,
    double lossSum,
    boolean evaluated,
    int bestEpoch,
    double bestValue,
    long logLength) {

  /** Before the first step. */
  public static final TrainState START = new TrainState(0, 0, 0, 0, false, -1, 0, 0);

  TrainState afterStep(double loss) {
    return new TrainState(
        epoch, batch + 1, iteration + 1, lossSum + loss, false, bestEpoch, bestValue, logLength);
  }

  TrainState afterEpoch() {
    return new TrainState(epoch + 1, 0, iteration, 0, false, bestEpoch, bestValue, logLength);
  }

  TrainState afterEvaluation() {
    return new TrainState(epoch, batch, iteration, lossSum, true, bestEpoch, bestValue, logLength);
  }

  TrainState withBest(double value) {
    return new TrainState(epoch, batch, iteration, lossSum, evaluated, epoch, value, logLength);
  }

  TrainState withLogLength(long length) {
    return new TrainState(
        epoch, batch, iteration, lossSum, evaluated, bestEpoch, bestValue, length);
  }

  /** Whether {@code value} is better than every validation so far. */
  boolean isBetter(double value, Measure measure) {
    return bestEpoch < 0 || measure.isBetter(value, bestValue);
  }

  /** As metadata of a checkpoint; doubles are written so that they read back bit for bit. */
  Map<String, String> toMetadata() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("epoch", String.valueOf(epoch));
    fields.put("batch", String.valueOf(batch));
    fields.put("iteration", String.valueOf(iteration));
    fields.put("loss_sum", Double.toHexString(lossSum));
    fields.put("evaluated", String.valueOf(evaluated));
    fields.put("best_epoch", String.valueOf(bestEpoch));
    fields.put("best_value", Double.toHexString(bestValue));
    fields.put("log_length", String.valueOf(logLength));
    return fields;
  }

  /**
   * Reads what {@link #toMetadata} wrote.
   *
   * @throws IllegalArgumentException when a field is missing or no number
   */
  static TrainState fromMetadata(Map<String, String> fields) {
    return new TrainState(
        Integer.parseInt(field(fields, "epoch")),
        Integer.parseInt(field(fields, "batch")),
        Integer.parseInt(field(fields, "iteration")),
        Double.parseDouble(field(fields, "loss_sum")),
        Boolean.parseBoolean(field(fields, "evaluated")),
        Integer.parseInt(field(fields, "best_epoch")),
        Double.parseDouble(field(fields, "best_value")),
        Long.parseLong(field(fields, "log_length")));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no `" + name + "` in the checkpoint");
    }
    return value;
  }
}
