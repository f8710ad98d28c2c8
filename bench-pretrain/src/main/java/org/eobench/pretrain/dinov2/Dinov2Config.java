package org.eobench.pretrain.dinov2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Range;
import org.eobench.core.error.Problem;
import org.eobench.pretrain.method.CropCounts;
import org.eobench.pretrain.method.MethodConfig;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.optim.OptimConfig;

/**
 * Keys of {@code method._target_: dinov2}.
 *
 * @param localCrops small crops per sample; there are always two large ones
 * @param dino the losses on class tokens
 * @param ibot the loss on masked patches
 * @param centering what keeps the teacher from collapsing
 * @param centerMomentum share of the centre that a step keeps; only for {@code centering}
 * @param teacher schedules of the teacher
 * @param dropPathRate stochastic depth of the student, the same in every block
 * @param optim the optimizer
 */
public record Dinov2Config(
    @Range(min = 0, max = 64) int localCrops,
    DinoConfig dino,
    IbotConfig ibot,
    CenteringKind centering,
    @Range(min = 0, below = 1) double centerMomentum,
    TeacherConfig teacher,
    @Range(min = 0, below = 1) double dropPathRate,
    OptimConfig optim)
    implements MethodConfig {
  /** The number of large crops, of which each is compared with the other. */
  static final int GLOBAL_CROPS = 2;

  /** What keeps the teacher from collapsing. */
  public enum CenteringKind {
    /** A moving average of its scores is subtracted. */
    CENTERING,
    /** The Sinkhorn-Knopp algorithm assigns the samples of a batch evenly. */
    SINKHORN_KNOPP
  }

  @Override
  public CropCounts crops() {
    return new CropCounts(GLOBAL_CROPS, localCrops);
  }

  /** Pairs of a student's crop and a teacher's view whose cross entropies are averaged. */
  int pairs() {
    return GLOBAL_CROPS + GLOBAL_CROPS * localCrops;
  }

  @Override
  public List<Problem> problems(RunLength length) {
    List<Problem> problems = new ArrayList<>(optim.problems(length));
    length
        .refuseLonger("method.dino.freeze_last_layer_epochs", dino.freezeLastLayerEpochs())
        .ifPresent(problems::add);
    length
        .refuseLonger(
            "method.teacher.warmup_teacher_temp_epochs", teacher.warmupTeacherTempEpochs())
        .ifPresent(problems::add);
    if (length.batchSize() < 2 && dino.koleoLossWeight() > 0) {
      problems.add(
          Problem.of(
                  "BatchTooSmall",
                  "KoLeo compares the samples of a batch, but a batch has one sample")
              .at(
                  String.format(
                      Locale.ROOT,
                      "batch_size=1, method.dino.koleo_loss_weight=%s",
                      dino.koleoLossWeight()))
              .expecting("a batch_size of at least 2")
              .next("set `batch_size=2` or more, or `method.dino.koleo_loss_weight=0`"));
    }
    return problems;
  }
}
