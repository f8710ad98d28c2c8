package org.eobench.pretrain.optim;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.config.bind.Range;
import org.eobench.core.error.Problem;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.schedule.CosineSchedule;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code method.optim}, with the names of DINOv2's configuration.
 *
 * @param lr learning rate at the end of the warm-up, before {@code scaling_rule}
 * @param scalingRule how the learning rate grows with the samples of a step
 * @param minLr learning rate at the end of the run
 * @param warmupEpochs length of the linear warm-up from 0
 * @param weightDecay decoupled weight decay at the start
 * @param weightDecayEnd weight decay at the end; it follows half a cosine between the two
 * @param clipGrad largest norm of the gradients of each part of the model; null for no clipping
 * @param layerwiseDecay factor of the learning rate from one block to the block before it
 * @param patchEmbedLrMult further factor of the learning rate of the patch embedding
 * @param betas decay rates of the first and second moments
 */
public record OptimConfig(
    @Range(above = 0) double lr,
    LrScaling scalingRule,
    @Range(min = 0) double minLr,
    @Range(min = 0) double warmupEpochs,
    @Range(min = 0) double weightDecay,
    @Range(min = 0) double weightDecayEnd,
    @Nullable @Range(above = 0) Double clipGrad,
    @Range(above = 0, max = 1) double layerwiseDecay,
    @Range(min = 0) double patchEmbedLrMult,
    List<Double> betas) {
  public OptimConfig {
    betas = List.copyOf(betas);
    if (betas.size() != 2 || betas.stream().anyMatch(beta -> !(beta >= 0 && beta < 1))) {
      throw new IllegalArgumentException("betas must be two numbers in [0, 1), not " + betas);
    }
  }

  /** The learning rate of each step. */
  public CosineSchedule learningRates(RunLength length) {
    return new CosineSchedule(
        lr * scalingRule.factor(length.samplesPerStep()),
        minLr,
        length.steps(),
        length.stepsOf(warmupEpochs),
        0,
        0);
  }

  /** The weight decay of each step. */
  public CosineSchedule weightDecays(RunLength length) {
    return CosineSchedule.of(weightDecay, weightDecayEnd, length.steps());
  }

  /** Schedules that do not fit a run. */
  public List<Problem> problems(RunLength length) {
    List<Problem> problems = new ArrayList<>();
    length.refuseLonger("method.optim.warmup_epochs", warmupEpochs).ifPresent(problems::add);
    return problems;
  }
}
