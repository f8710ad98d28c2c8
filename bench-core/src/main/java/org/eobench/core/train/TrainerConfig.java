package org.eobench.core.train;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.nn.torch.PrecisionChoice;

/**
 * Keys of {@code task.trainer}.
 *
 * @param nEpochs number of passes over the training split
 * @param precision number format in matrix products, attention and convolutions, or {@code auto}
 * @param checkpointing whether the backward pass of a trained encoder computes its blocks again
 *     instead of keeping their intermediate results: less memory, a third to a half more time
 * @param ckptInterval epochs between two kept checkpoints; 0 keeps only last and best
 * @param ckptEveryIterations iterations between two writes of the last checkpoint within an epoch;
 *     0 writes it only at the end of each epoch
 * @param evalInterval epochs between two validations; the last epoch always ends with one
 * @param logInterval iterations between two log lines
 * @param bestMetricKey the {@link org.eobench.core.metrics.Metric} of the task whose best value on
 *     the validation split makes the best checkpoint
 * @param evalBeforeTraining whether to validate the untrained model as well, as Pangaea does
 * @param useWandb Pangaea's key for logging to Weights and Biases. Here all metrics are written to
 *     files, and a run with this key says so
 */
public record TrainerConfig(
    @Range(min = 1) int nEpochs,
    PrecisionChoice precision,
    @Default("false") boolean checkpointing,
    @Range(min = 0) int ckptInterval,
    @Range(min = 0) int ckptEveryIterations,
    @Range(min = 1) int evalInterval,
    @Range(min = 1) int logInterval,
    String bestMetricKey,
    boolean evalBeforeTraining,
    @Default("false") boolean useWandb) {

  public TrainerConfig {
    if (checkpointing && precision == PrecisionChoice.FP16) {
      throw new IllegalArgumentException(
          "checkpointing=true works with precision=fp32, bf16 and auto, not with fp16");
    }
  }

  /** Whether a validation follows the given number of finished epochs. */
  boolean evaluatesAfter(int epochs) {
    return epochs == nEpochs || (epochs % evalInterval == 0 && (epochs > 0 || evalBeforeTraining));
  }

  /** Whether the checkpoint after the given number of finished epochs is kept. */
  boolean keepsAfter(int epochs) {
    return ckptInterval > 0 && epochs > 0 && epochs % ckptInterval == 0;
  }
}
