package org.eobench.core.profile;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.OptionalLong;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchThreads;
import org.eobench.core.outcome.ResidentMemory;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.progress.TrainingStep;
import org.eobench.core.registry.Components;
import org.eobench.core.run.TrialRun;
import org.eobench.core.run.TrialRun.Multiplications;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.device.DeviceChoice;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.stages.StageClock;
import org.jspecify.annotations.Nullable;

/** Measures the steps of a run, which the run's own trainer, loaders and evaluator do. */
public final class RunProfiler {
  /** Steps before the measured ones: libtorch and Java are slow at first. */
  static final int WARM_UP = 3;

  private static final double NANOS_PER_MILLI = 1e6;

  private final Components components;
  private final int steps;

  /**
   * @param steps number of steps to measure
   */
  public RunProfiler(Components components, int steps) {
    this.components = components;
    this.steps = steps;
  }

  /** Starts the clock after the warm-up. */
  private static final class Steps implements ProgressListener {
    private final Runnable awaitDevice;
    private @Nullable StageClock clock;
    private int done;
    private long start;
    private long end;

    Steps(Runnable awaitDevice) {
      this.awaitDevice = awaitDevice;
    }

    @Override
    public void step(TrainingStep step) {
      awaitDevice.run();
      end = System.nanoTime();
      if (++done == WARM_UP) {
        clock = new StageClock(awaitDevice);
        start = System.nanoTime();
      }
    }
  }

  /**
   * Trains the first steps of a run and validates.
   *
   * @param request must ask for one epoch of training
   * @throws org.eobench.core.error.BenchException with everything that is wrong with the
   *     configuration or the data
   */
  public RunProfile measure(RunRequest request) {
    TrialRun trial = TrialRun.of(request, components, WARM_UP + steps);
    RunConfig config = trial.plan().config();
    try (ComputeDevice device = trial.plan().openDevice()) {
      NDManager manager = device.manager();
      Precision precision = config.task().trainer().precision().on(device.device());
      Multiplications products = trial.multiplications(manager);
      double rate = MatrixRate.gigaflops(manager, precision);
      Steps measured = new Steps(device.device().isGpu() ? () -> await(manager) : () -> {});
      ResidentMemory.settled();
      boolean ours = ResidentMemory.forgetPeak();
      try {
        trial.train(manager, measured);
      } finally {
        if (measured.clock != null) {
          measured.clock.close();
        }
      }
      StageClock clock = measured.clock;
      if (clock == null) {
        throw new IllegalStateException("only " + measured.done + " steps were trained");
      }
      OptionalLong peak = ours ? ResidentMemory.peak() : OptionalLong.empty();
      Engine engine = TorchEngine.get();
      return new RunProfile(
          DeviceChoice.name(device.device()),
          engine.getEngineName() + " " + engine.getVersion(),
          TorchThreads.current().intraOp(),
          precision.key(),
          config.batchSize(),
          measured.done - WARM_UP,
          trial.images(),
          (measured.end - measured.start) / NANOS_PER_MILLI,
          clock.run(),
          clock.readers(),
          products.encoder(),
          products.decoder(),
          trial.encoderPasses(),
          rate,
          peak.isPresent() ? Long.valueOf(peak.getAsLong()) : null);
    }
  }

  /** A value that is read back comes after all that the device was told before. */
  private static void await(NDManager manager) {
    try (NDArray one = manager.create(1f)) {
      one.getFloat();
    }
  }
}
