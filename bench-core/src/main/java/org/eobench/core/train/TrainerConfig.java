package org.eobench.core.train;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.nn.torch.Precision;

/**
 * {@code task.trainer}.
 *
 * @param nEpochs passes over the training split
 * @param precision number format inside matrix products, attention and convolutions
 * @param ckptInterval epochs between two checkpoints that are kept; 0 keeps none but last and best
 * @param ckptEveryIterations iterations between two writings of the last checkpoint inside an
 *     epoch; 0 writes it at the end of each epoch only
 * @param evalInterval epochs between two validations; there is always one at the end
 * @param logInterval iterations between two lines of the log
 * @param bestMetricKey the {@link org.eobench.core.metrics.Metric} of the task whose best value on
 *     the validation split makes the best checkpoint
 * @param evalBeforeTraining whether the untrained model is validated too, as Pangaea does
 * @param useWandb whether Pangaea would log to Weights and Biases; here all of it is written to
 *     files, and a run that asks for it says so
 */
public record TrainerConfig(
    @Range(min = 1) int nEpochs,
    Precision precision,
    @Range(min = 0) int ckptInterval,
    @Range(min = 0) int ckptEveryIterations,
    @Range(min = 1) int evalInterval,
    @Range(min = 1) int logInterval,
    String bestMetricKey,
    boolean evalBeforeTraining,
    @Default("false") boolean useWandb) {

  /** Whether the model is validated after so many finished epochs. */
  boolean evaluatesAfter(int epochs) {
    return epochs == nEpochs || (epochs % evalInterval == 0 && (epochs > 0 || evalBeforeTraining));
  }

  /** Whether a checkpoint is kept after so many finished epochs. */
  boolean keepsAfter(int epochs) {
    return ckptInterval > 0 && epochs > 0 && epochs % ckptInterval == 0;
  }
}
