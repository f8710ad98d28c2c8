package org.eobench.core.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.metrics.Metric;
import org.eobench.core.schedule.Plateau;

/**
 * The training state except for the tensors: everything that a resumed run needs to continue as if
 * it had never stopped. Crops, sample order and dropout depend only on the seed and these numbers,
 * so there is no random generator to save.
 *
 * @param epoch number of finished epochs
 * @param batch number of finished batches of the current epoch
 * @param iteration number of finished batches since the start
 * @param lossSum sum of the losses of the finished batches of the current epoch
 * @param evaluated whether the validation after {@code epoch} epochs is done
 * @param bestEpoch number of finished epochs at the best validation, or -1 before the first one
 * @param bestValue metric of the best validation; undefined before the first one
 * @param logLength length of the metric log in bytes
 * @param skipped number of batches since the start that were skipped because they have no valid
 *     target
 * @param skippedInEpoch number of skipped batches of the current epoch
 * @param plateau what the validations so far mean for a learning rate that follows them
 */
public record TrainState(
    int epoch,
    int batch,
    int iteration,
    double lossSum,
    boolean evaluated,
    int bestEpoch,
    double bestValue,
    long logLength,
    int skipped,
    int skippedInEpoch,
    Plateau plateau) {

  /** The state before the first step. */
  public static final TrainState START =
      new TrainState(0, 0, 0, 0, false, -1, 0, 0, 0, 0, Plateau.START);

  TrainState afterStep(double loss) {
    return new TrainState(
        epoch,
        batch + 1,
        iteration + 1,
        lossSum + loss,
        false,
        bestEpoch,
        bestValue,
        logLength,
        skipped,
        skippedInEpoch,
        plateau);
  }

  /** The state after a skipped batch: the learning-rate schedule advances, the weights stay. */
  TrainState afterSkip() {
    return new TrainState(
        epoch,
        batch + 1,
        iteration + 1,
        lossSum,
        false,
        bestEpoch,
        bestValue,
        logLength,
        skipped + 1,
        skippedInEpoch + 1,
        plateau);
  }

  /** The mean loss over the current epoch's batches so far; NaN if all were skipped. */
  double meanLoss() {
    return lossSum / (batch - skippedInEpoch);
  }

  TrainState afterEpoch() {
    return new TrainState(
        epoch + 1, 0, iteration, 0, false, bestEpoch, bestValue, logLength, skipped, 0, plateau);
  }

  /**
   * The state after a validation.
   *
   * @param seen what the validations mean for the learning rate now
   */
  TrainState afterEvaluation(Plateau seen) {
    return new TrainState(
        epoch,
        batch,
        iteration,
        lossSum,
        true,
        bestEpoch,
        bestValue,
        logLength,
        skipped,
        skippedInEpoch,
        seen);
  }

  TrainState withBest(double value) {
    return new TrainState(
        epoch,
        batch,
        iteration,
        lossSum,
        evaluated,
        epoch,
        value,
        logLength,
        skipped,
        skippedInEpoch,
        plateau);
  }

  TrainState withLogLength(long length) {
    return new TrainState(
        epoch,
        batch,
        iteration,
        lossSum,
        evaluated,
        bestEpoch,
        bestValue,
        length,
        skipped,
        skippedInEpoch,
        plateau);
  }

  /** Whether {@code value} is better than all validations so far. */
  boolean isBetter(double value, Metric<?> metric) {
    return bestEpoch < 0 || metric.isBetter(value, bestValue);
  }

  /** Converts the state to checkpoint metadata. Doubles round-trip bit for bit. */
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
    fields.put("skipped", String.valueOf(skipped));
    fields.put("skipped_in_epoch", String.valueOf(skippedInEpoch));
    fields.put("plateau_best", Double.toHexString(plateau.best()));
    fields.put("plateau_bad", String.valueOf(plateau.bad()));
    fields.put("plateau_cooldown", String.valueOf(plateau.cooldown()));
    fields.put("plateau_reductions", String.valueOf(plateau.reductions()));
    return fields;
  }

  /**
   * Parses the output of {@link #toMetadata}.
   *
   * @throws IllegalArgumentException when a field is missing, is not a number, or has a value that
   *     no run writes
   */
  static TrainState fromMetadata(Map<String, String> fields) {
    int epoch = (int) whole(fields, "epoch", 0, Integer.MAX_VALUE);
    int batch = (int) whole(fields, "batch", 0, Integer.MAX_VALUE);
    int iteration = (int) whole(fields, "iteration", 0, Integer.MAX_VALUE);
    // Runs of versions that did not skip batches have no such count.
    boolean counts = fields.containsKey("skipped");
    TrainState state =
        new TrainState(
            epoch,
            batch,
            iteration,
            number(fields, "loss_sum"),
            flag(fields, "evaluated"),
            (int) whole(fields, "best_epoch", -1, epoch),
            number(fields, "best_value"),
            whole(fields, "log_length", 0, Long.MAX_VALUE),
            counts ? (int) whole(fields, "skipped", 0, iteration) : 0,
            counts ? (int) whole(fields, "skipped_in_epoch", 0, batch) : 0,
            plateau(fields, epoch));
    if (!Double.isFinite(state.lossSum)) {
      throw new IllegalArgumentException("its loss_sum is " + state.lossSum + ", not finite");
    }
    // NaN is the score of a validation split without any target; every other score beats it.
    if (Double.isInfinite(state.bestValue)) {
      throw new IllegalArgumentException("its best_value is " + state.bestValue + ", not finite");
    }
    return state;
  }

  /**
   * Refuses a state that a training of this length never reaches.
   *
   * @param epochs total number of epochs
   * @param steps total number of batches; the last epoch may be cut short
   * @param batches batches per epoch
   * @throws IllegalArgumentException naming the number that does not fit
   */
  void requireWithin(int epochs, int steps, int batches) {
    long done = Math.min(steps, (long) epoch * batches + batch);
    if (epoch > epochs || batch > batches || (epoch == epochs && batch > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "it was saved after %d epochs and %d batches, but the training has %d epochs of %d"
                  + " batches",
              epoch,
              batch,
              epochs,
              batches));
    }
    if (iteration != done) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "it counts %d iterations, but %d epochs of %d batches plus %d batches are %d",
              iteration,
              epoch,
              batches,
              batch,
              done));
    }
  }

  /** Runs of versions whose learning rates did not follow the validations have no such fields. */
  private static Plateau plateau(Map<String, String> fields, int epoch) {
    if (!fields.containsKey("plateau_best")) {
      return Plateau.START;
    }
    // One validation after each epoch, and one before the first.
    return new Plateau(
        number(fields, "plateau_best"),
        (int) whole(fields, "plateau_bad", 0, epoch + 1L),
        (int) whole(fields, "plateau_cooldown", 0, Integer.MAX_VALUE),
        (int) whole(fields, "plateau_reductions", 0, epoch + 1L));
  }

  private static long whole(Map<String, String> fields, String name, long least, long most) {
    String text = field(fields, name);
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException refused) {
      // refused below, like numbers that no run writes
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "its %s is '%s', not a whole number from %d to %d",
            name,
            text,
            least,
            most));
  }

  private static double number(Map<String, String> fields, String name) {
    String text = field(fields, name);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException refused) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "its %s is '%s', which is not a number", name, text), refused);
    }
  }

  private static boolean flag(Map<String, String> fields, String name) {
    String text = field(fields, name);
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "its %s is '%s', which is neither true nor false", name, text));
    }
    return Boolean.parseBoolean(text);
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no `" + name + "` in the checkpoint");
    }
    return value.length() > 100 ? value.substring(0, 100) + "…" : value;
  }
}
