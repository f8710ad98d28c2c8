package org.eobench.core.train;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.parallel.Rank;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code task.trainer}.
 *
 * @param nEpochs number of passes over the training split, unless {@code nSteps} is set
 * @param precision number format in matrix products, attention and convolutions, or {@code auto}
 * @param checkpointing whether the backward pass of a trained encoder computes its blocks again
 *     instead of keeping their intermediate results: less memory, a third to a half more time
 * @param ckptInterval epochs between two kept checkpoints; 0 keeps only last and best
 * @param ckptEveryIterations iterations between two writes of the last checkpoint within an epoch;
 *     0 writes it only at the end of an epoch
 * @param ckptShare share of the time that writing the last checkpoint at the end of epochs may
 *     take: after short epochs it is written less often, and always after the last one
 * @param evalInterval epochs between two validations; the last epoch always ends with one
 * @param logInterval iterations between two log lines
 * @param bestMetricKey the {@link org.eobench.core.metrics.Metric} of the task whose best value on
 *     the validation split makes the best checkpoint
 * @param evalBeforeTraining whether to validate the untrained model as well, as Pangaea does
 * @param useWandb Pangaea's key for logging to Weights and Biases. Here all metrics are written to
 *     files, and a run with this key says so
 * @param nSteps number of training steps in place of {@code nEpochs}; the last pass ends when they
 *     are done. Null for whole passes
 * @param evalEverySteps with {@code nSteps}: a validation follows each pass in which a multiple of
 *     this number of steps is reached; null for a tenth of the steps
 * @param accumulation batches of a step; their gradients are averaged
 * @param clipGradNorm largest norm of all gradients together, or null for any
 * @param earlyStopping the training ends after so many validations without a better one; null for
 *     never
 * @param emaDecay share that a step keeps of the average of the weights, which is validated, tested
 *     and kept in their place; null for no average
 * @param devices processes of this machine that share each batch, each on a device of its own
 */
public record TrainerConfig(
    @Range(min = 1) int nEpochs,
    PrecisionChoice precision,
    @Default("false") boolean checkpointing,
    @Range(min = 0) int ckptInterval,
    @Range(min = 0) int ckptEveryIterations,
    @Default("0.01") @Range(above = 0, max = 1) double ckptShare,
    @Range(min = 1) int evalInterval,
    @Range(min = 1) int logInterval,
    String bestMetricKey,
    boolean evalBeforeTraining,
    @Default("false") boolean useWandb,
    @Range(min = 1) @Nullable Integer nSteps,
    @Range(min = 1) @Nullable Integer evalEverySteps,
    @Default("1") @Range(min = 1, max = 65_536) int accumulation,
    @Range(above = 0) @Nullable Double clipGradNorm,
    @Range(min = 1) @Nullable Integer earlyStopping,
    @Range(above = 0, below = 1) @Nullable Double emaDecay,
    @Default("1") @Range(min = 1, max = Rank.MOST) int devices) {
  /** Validations of a training that is counted in steps. */
  private static final int VALIDATIONS = 10;

  public TrainerConfig {
    if (checkpointing && precision == PrecisionChoice.FP16) {
      throw new IllegalArgumentException(
          "checkpointing=true works with precision=fp32, bf16 and auto, not with fp16");
    }
    if (accumulation > 1 && precision == PrecisionChoice.FP16) {
      throw new IllegalArgumentException(
          "accumulation works with precision=fp32, bf16 and auto, not with fp16");
    }
    if (devices > 1 && precision == PrecisionChoice.FP16) {
      throw new IllegalArgumentException(
          "devices above 1 works with precision=fp32, bf16 and auto, not with fp16");
    }
    if (evalEverySteps != null && nSteps == null) {
      throw new IllegalArgumentException(
          "eval_every_steps is for n_steps; n_epochs are validated every eval_interval epochs");
    }
  }

  /** A training that is counted in epochs, each of which ends with a checkpoint. */
  public TrainerConfig(
      int nEpochs,
      PrecisionChoice precision,
      boolean checkpointing,
      int ckptInterval,
      int ckptEveryIterations,
      int evalInterval,
      int logInterval,
      String bestMetricKey,
      boolean evalBeforeTraining,
      boolean useWandb) {
    this(
        nEpochs,
        precision,
        checkpointing,
        ckptInterval,
        ckptEveryIterations,
        1,
        evalInterval,
        logInterval,
        bestMetricKey,
        evalBeforeTraining,
        useWandb,
        null,
        null,
        1,
        null,
        null,
        null,
        1);
  }

  /**
   * The number of steps of an epoch.
   *
   * @param batches batches of an epoch; those that are left over make no step
   */
  public int stepsPerEpoch(int batches) {
    return batches / accumulation;
  }

  /**
   * The number of steps of the whole training.
   *
   * @param batches steps of an epoch
   */
  public int steps(int batches) {
    return nSteps == null ? (int) Math.min(Integer.MAX_VALUE, (long) batches * nEpochs) : nSteps;
  }

  /**
   * The number of epochs, of which the last one may be cut short.
   *
   * @param batches steps of an epoch
   */
  public int epochs(int batches) {
    return nSteps == null ? nEpochs : (int) (((long) nSteps + batches - 1) / batches);
  }

  /**
   * Whether a validation follows the given number of finished epochs.
   *
   * @param batches steps of an epoch
   */
  boolean evaluatesAfter(int epochs, int batches) {
    if (epochs == 0) {
      return evalBeforeTraining;
    }
    if (nSteps == null) {
      return epochs == nEpochs || epochs % evalInterval == 0;
    }
    int every = stepsBetweenValidations(nSteps);
    long done = (long) epochs * batches;
    return done >= nSteps || done / every > (done - batches) / every;
  }

  /**
   * The number of validations of the whole training.
   *
   * @param batches steps of an epoch
   */
  public int validations(int batches) {
    int before = evalBeforeTraining ? 1 : 0;
    if (nSteps == null) {
      return before + (nEpochs - 1) / evalInterval + 1;
    }
    int every = stepsBetweenValidations(nSteps);
    return before + (every < batches ? epochs(batches) : (nSteps - 1) / every + 1);
  }

  private int stepsBetweenValidations(int steps) {
    return evalEverySteps == null ? Math.max(1, steps / VALIDATIONS) : evalEverySteps;
  }

  /**
   * Whether the last checkpoint is written after the given number of finished epochs: after each,
   * or in a training that is counted in steps, of which epochs may be short, before each
   * validation.
   */
  boolean savesAfter(int epochs, int batches) {
    return nSteps == null || evaluatesAfter(epochs, batches);
  }

  /**
   * Whether a step is logged.
   *
   * @param state the state after it
   */
  boolean logsAfter(TrainState state, int batches) {
    return nSteps == null
        ? state.batch() % logInterval == 0 || state.batch() == batches
        : state.iteration() % logInterval == 0 || state.iteration() == nSteps;
  }

  /**
   * Whether the training ends before its last epoch, since the validations do not get better.
   *
   * @param state after an epoch and its validation
   * @param batches steps of an epoch
   */
  boolean stopsEarly(TrainState state, int batches) {
    if (earlyStopping == null || state.bestEpoch() < 0) {
      return false;
    }
    int worse = 0;
    for (int epoch = state.bestEpoch() + 1; epoch <= state.epoch(); epoch++) {
      boolean validated = epoch < state.epoch() || state.evaluated();
      worse += validated && evaluatesAfter(epoch, batches) ? 1 : 0;
    }
    return worse >= earlyStopping;
  }

  /** Whether the checkpoint after the given number of finished epochs is kept. */
  boolean keepsAfter(int epochs) {
    return ckptInterval > 0 && epochs > 0 && epochs % ckptInterval == 0;
  }
}
