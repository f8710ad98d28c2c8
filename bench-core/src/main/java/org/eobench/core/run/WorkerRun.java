package org.eobench.core.run;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.parallel.GroupEnded;
import org.eobench.core.parallel.Peers;
import org.eobench.core.parallel.ProcessGroup;
import org.eobench.core.parallel.Rank;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.directory.RunName;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.loggers.RunLoggers;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;

/**
 * A process that computes a part of each batch of a training that another process leads. It has no
 * run directory, and neither validates nor tests.
 */
public final class WorkerRun {
  private final Components components;

  public WorkerRun(Components components) {
    this.components = components;
  }

  /**
   * Takes part until the training ends, for whatever reason.
   *
   * @throws RuntimeException what made this process fail, after the leading process was told
   */
  public void run(RunRequest request, Rank rank) {
    try {
      train(request, rank);
    } catch (GroupEnded ended) {
      return; // The leading process says why.
    } catch (RuntimeException | Error failure) {
      ProcessGroup.fail(rank, failure);
      throw failure;
    }
  }

  private void train(RunRequest request, Rank rank) {
    Plan plan = Plan.read(request, components);
    try (ComputeDevice device = plan.openDevice(rank.number())) {
      Supplier<MaskedDataset> data = OpenedOnce.of(plan);
      RunSetup setup = new RunSetup(plan, request, device.manager(), data);
      Training training =
          new Training(
              plan,
              setup,
              FeatureCaching.none(plan, setup),
              new Outcomes(plan, setup),
              RunLoggers.NONE,
              ProgressListener.silent(),
              new StopSignal());
      try (ProcessGroup group = new ProcessGroup(rank, Peers.NONE, setup.ops())) {
        training.assist(group, planned(plan, request));
      }
    }
  }

  private static RunRecord planned(Plan plan, RunRequest request) {
    String fingerprint = Fingerprint.of(request.config());
    LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
    return RunRecord.planned(
        RunName.of(now, fingerprint, request.choices()), fingerprint, request, plan, Instant.now());
  }
}
