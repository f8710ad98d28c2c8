package org.eobench.core.run;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.weights.MissingWeights;

/** The data set of a run, opened once although several parts ask for it. */
final class OpenedOnce {
  private OpenedOnce() {}

  /** Opens the data set; returns it, or throws the same failure, at each call. */
  static Supplier<MaskedDataset> of(Plan plan) {
    try {
      MaskedDataset dataset = plan.open();
      return () -> dataset;
    } catch (BenchException failure) {
      return () -> {
        throw failure;
      };
    }
  }

  /**
   * The data set of a run. What its weights lack is told together with what the data lack.
   *
   * @param data opens it, or gives one that is open
   * @throws BenchException if files of data or weights are missing, or it is for another task
   */
  static EoDataset required(Plan plan, RunRequest request, Supplier<? extends EoDataset> data) {
    Problems problems = new Problems();
    EoDataset opened = null;
    ExitCode code = ExitCode.WEIGHTS;
    try {
      opened = data.get();
    } catch (BenchException missing) {
      problems.addAll(missing);
      code = missing.exitCode();
    }
    MissingWeights.report(plan.encoderConfig(), request.choices(), request.overrides(), problems);
    problems.throwIfAny(code);
    requireTask(plan.task().kind(), Objects.requireNonNull(opened).spec());
    return opened;
  }

  private static void requireTask(TaskKind task, DatasetSpec spec) {
    if (!task.fits(spec.task())) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "TaskMismatch",
                  String.format(
                      Locale.ROOT,
                      "the task is %s, the data set %s is for %s",
                      task.key(),
                      spec.name(),
                      spec.task().key()))
              .at("task.kind")
              .expecting(spec.task().key())
              .next(
                  "give `task=" + spec.task().key() + "`, with a criterion and a decoder for it"));
    }
  }
}
