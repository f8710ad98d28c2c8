package org.eobench.core.run.plan;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.eobench.core.decoder.HeadBank;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.parallel.WorkerLauncher;
import org.eobench.core.parallel.Workers;
import org.jspecify.annotations.Nullable;

/** What a training on several devices needs. */
public final class ParallelRules {
  private static final String ONE_DEVICE = "set `task.trainer.devices=1`";

  private ParallelRules() {}

  /**
   * Refuses what several processes cannot train together.
   *
   * @param batchSize samples of a training batch
   * @throws BenchException if the decoder is fitted, or is a bank of heads, or a batch is too small
   */
  public static void require(Plan plan, EoModel model, int batchSize) {
    int devices = plan.config().task().trainer().devices();
    if (devices == 1) {
      return;
    }
    if (model.decoder().featureFit() != null) {
      throw refused(devices, "this decoder is fitted at once, without batches", ONE_DEVICE);
    }
    if (model.decoder() instanceof HeadBank) {
      throw refused(devices, "the heads of a bank are compared on one device", ONE_DEVICE);
    }
    if (batchSize < devices) {
      throw refused(
          devices,
          String.format(
              Locale.ROOT, "a training batch has %d samples, not one for each device", batchSize),
          "set `task.trainer.devices=" + batchSize + "`");
    }
  }

  private static BenchException refused(int devices, String why, String next) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("NotShared", why).at("task.trainer.devices=" + devices).next(next));
  }

  /**
   * Refuses several devices where a training is only tried or is a part of other work.
   *
   * @throws BenchException if there are several
   */
  public static void requireOne(int devices) {
    if (devices > 1) {
      throw refused(devices, "only `run` trains on several devices", ONE_DEVICE);
    }
  }

  /**
   * Requires what starts the other processes.
   *
   * @param launcher null if this program cannot start itself again
   * @throws BenchException if it is needed and missing
   */
  public static void requireLauncher(@Nullable WorkerLauncher launcher, Plan plan) {
    int devices = plan.config().task().trainer().devices();
    if (launcher == null && devices > 1 && plan.config().train()) {
      throw refused(
          devices,
          "a training on several devices starts this program again, and a program that uses"
              + " EO Bench as a library cannot be started so",
          "start the run with `java -jar bench.jar ARGUMENTS`, or " + ONE_DEVICE);
    }
  }

  /**
   * What starts the other processes of a run, whose messages go to a folder; null for one device.
   *
   * @param ops operators on the device of this process
   */
  public static @Nullable Function<Path, Workers> others(
      @Nullable WorkerLauncher launcher, Plan plan, RunRequest request, TorchOps ops) {
    int devices = plan.config().task().trainer().devices();
    return launcher == null || devices == 1
        ? null
        : logs -> new Workers(launcher, devices, request.overrides(), ops, logs);
  }
}
