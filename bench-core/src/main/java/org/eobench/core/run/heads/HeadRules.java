package org.eobench.core.run.heads;

import java.util.Locale;
import java.util.Optional;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.decoder.HeadBank;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.model.EoModel;
import org.eobench.core.model.FineTuning;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.schedule.LrSchedule;
import org.eobench.core.schedule.Plateau;
import org.eobench.core.schedule.ScheduleContext;

/** What must hold so that each head of a bank learns as it would alone. */
public final class HeadRules {
  private static final double ROUNDING = 1e-9;

  private HeadRules() {}

  /**
   * Refuses what would let heads change each other.
   *
   * @param iterations training steps of the run
   * @throws BenchException if the encoder is trained, gradients of all heads are clipped together
   *     or share a scale, or a schedule does not multiply the learning rate
   */
  public static void require(Plan plan, EoModel model, TorchOps ops, int iterations) {
    if (!(model.decoder() instanceof HeadBank bank)) {
      return;
    }
    if (FineTuning.trained(model).keySet().stream()
        .anyMatch(name -> name.startsWith(EoModel.ENCODER))) {
      throw refusal(
          "the encoder is trained, so that the heads of a bank would change each other's features",
          "finetune=" + plan.config().finetuning().key(),
          "a frozen encoder",
          "give `finetune=false`");
    }
    if (plan.config().task().trainer().clipGradNorm() != null) {
      throw refusal(
          "the norm of the gradients of all heads together says nothing about one of them",
          "task.trainer.clip_grad_norm=" + plan.config().task().trainer().clipGradNorm(),
          "no clipping",
          "give `task.trainer.clip_grad_norm=null`");
    }
    if (ops.precision() == Precision.FP16) {
      throw refusal(
          "one scale of the loss would hold for the gradients of all heads",
          "task.trainer.precision=fp16",
          "fp32 or bf16",
          "give `task.trainer.precision=fp32`");
    }
    if (bank instanceof NormalizedBanks && model.encoder().dataFit() != null) {
      throw refusal(
          "the encoder learns from the training images, so that it would be another one for each"
              + " normalisation",
          "normalization=both",
          "one normalisation",
          "give `normalization=data`");
    }
    requireProportional(plan, bank, iterations);
  }

  private static void requireProportional(Plan plan, HeadBank bank, int iterations) {
    double lr = learningRate(plan).orElse(1.0);
    LrSchedule base = plan.schedule().create(new ScheduleContext(lr, iterations));
    bank.heads().stream()
        .mapToDouble(HeadBank.Head::lrFactor)
        .distinct()
        .forEach(
            factor -> {
              LrSchedule own = plan.schedule().create(new ScheduleContext(lr * factor, iterations));
              if (follows(base)) {
                throw refusal(
                    "the schedule follows the validations, and those of the heads differ",
                    "lr_scheduler",
                    "a schedule of steps alone",
                    "give `lr_scheduler=multi_step_lr`");
              }
              for (int i = 0; i < iterations; i++) {
                double wanted = own.at(i);
                if (Math.abs(base.at(i) * factor - wanted) > ROUNDING * Math.abs(wanted)) {
                  throw refusal(
                      String.format(
                          Locale.ROOT,
                          "with %s times the learning rate, the schedule is not %s times as high at"
                              + " step %d",
                          factor,
                          factor,
                          i),
                      "lr_scheduler",
                      "a schedule that multiplies optimizer.lr, without a smallest rate of its own",
                      "give `lr_scheduler=multi_step_lr`");
                }
              }
            });
  }

  /** Whether a validation changes later rates. */
  private static boolean follows(LrSchedule schedule) {
    return !schedule.afterValidation(Plateau.START, 0).equals(Plateau.START);
  }

  /** The configured learning rate. */
  static Optional<Double> learningRate(Plan plan) {
    ConfigNode node = plan.config().optimizer().select("lr");
    return node instanceof ScalarNode scalar && scalar.value() instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  /** Refuses an optimizer that gives all tensors the same learning rate. */
  public static BenchException oneRate() {
    return refusal(
        "this optimizer cannot give the heads of a bank a learning rate or weight decay of their"
            + " own",
        "optimizer",
        "adam, adamw or sgd",
        "give `optimizer=adamw`");
  }

  private static BenchException refusal(String what, String where, String expected, String next) {
    return new BenchException(
        ExitCode.CONFIG, Problem.of("HeadsDepend", what).at(where).expecting(expected).next(next));
  }
}
