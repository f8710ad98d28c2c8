package org.eobench.core.run;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.progress.ProgressSink;
import org.eobench.core.train.StopSignal;

/**
 * What can be found before training: config, files, bands, weights, every sample with its labels,
 * and one batch through the model. Nothing is written.
 */
public final class Preflight {
  private static final int MOST_PROBLEMS_PER_SPLIT = 20;

  private final Components components;
  private final ProgressSink sink;
  private final StopSignal stop;

  public Preflight(Components components, ProgressSink sink, StopSignal stop) {
    this.components = components;
    this.sink = sink;
    this.stop = stop;
  }

  /**
   * Looks at everything that a run of this config would use.
   *
   * @throws BenchException with every problem found; many broken samples are counted
   */
  public void run(RunRequest request) {
    Plan plan = Plan.read(request.config(), components);
    Announcement say = new Announcement(sink);
    say.choices(request.choices(), plan);
    Device device = Devices.choose(plan.config().device());
    say.device(device);
    try (NDManager manager = Devices.engine().newBaseManager(device)) {
      Assembly parts = new Assembly(plan, manager);
      say.parts(plan, parts);
      read(parts);
      forward(plan, parts);
    }
  }

  private void read(Assembly parts) {
    Problems problems = new Problems();
    for (Split split : Split.values()) {
      SplitAudit audit =
          SplitAudit.of(
              parts.dataset(),
              split,
              parts.preprocessor(split).narrowed().input().bands(),
              MOST_PROBLEMS_PER_SPLIT,
              sink,
              stop);
      sink.line(audit.summary());
      audit.problems().forEach(problems::add);
      if (audit.broken() > MOST_PROBLEMS_PER_SPLIT) {
        problems.add(
            Problem.of(
                "ManyProblems",
                "%d samples of the split %s have problems; the first ones are listed above"
                    .formatted(audit.broken(), split.key())));
      }
    }
    problems.throwIfAny(ExitCode.DATA);
  }

  private void forward(Plan plan, Assembly parts) {
    try (DataLoader loader = new Stages(plan, parts).loader(Split.TRAIN);
        NDManager scope = parts.ops().manager().newSubManager()) {
      Batch batch = loader.epoch(0).iterator().next();
      parts.fineTuning().beginTraining(parts.model());
      DeviceBatch arrays = DeviceBatch.of(batch, scope);
      NDArray logits =
          parts.model().logits(arrays.images(), batch.targetHeight(), batch.targetWidth());
      float loss = parts.criterion().loss(logits, arrays.targets()).getFloat();
      sink.line(
          "forward pass of one batch: images %s, logits %s, loss %.4f"
              .formatted(
                  arrays.images().values().iterator().next().getShape(), logits.getShape(), loss));
      if (!Float.isFinite(loss)) {
        throw new BenchException(
            ExitCode.FAILURE,
            Problem.of("LossNotFinite", "the loss of the first batch is " + loss)
                .expecting("a finite loss")
                .next("look for damaged values in the data or the weights"));
      }
    }
  }
}
