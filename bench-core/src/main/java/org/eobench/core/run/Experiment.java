package org.eobench.core.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.registry.Components;
import org.eobench.core.run.device.Devices;
import org.eobench.core.run.directory.RunCleanup;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunName;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.StopSignal;
import org.eobench.core.train.TrainState;

/**
 * The life of one run, from a resolved configuration to a result table:
 *
 * <ol>
 *   <li>the configuration is read into typed records, and everything wrong with it told at once
 *   <li>the user is told what was chosen
 *   <li>a run that is to be resumed is looked for by the fingerprint of its configuration
 *   <li>the device is chosen and libtorch loaded
 *   <li>the data set is opened, the preprocessing chains and the model are built, weights loaded
 *   <li>the run directory is made, with a snapshot of the configuration
 *   <li>what the run is made of is recorded
 *   <li>the model is trained
 *   <li>the best weights are tested
 *   <li>the tables are written
 * </ol>
 */
public final class Experiment {
  private final Components components;
  private final ProgressListener progress;
  private final StopSignal stop;
  private final Consumer<Path> opened;

  /**
   * @param opened is told the run directory as soon as it exists
   */
  public Experiment(
      Components components, ProgressListener progress, StopSignal stop, Consumer<Path> opened) {
    this.components = components;
    this.progress = progress;
    this.stop = stop;
    this.opened = opened;
  }

  /**
   * Runs.
   *
   * @throws BenchException whatever the user can mend; the run directory, if there is one by then,
   *     says how far the run came
   */
  public Outcome run(RunRequest request) {
    Plan plan = Plan.read(request, components);
    StartMessages say = new StartMessages(progress);
    say.choices(request.choices(), plan);
    String fingerprint = Fingerprint.of(request.config());
    Optional<Path> earlier = earlier(plan.config(), fingerprint);
    if (earlier.isPresent() && RunDirectory.read(earlier.get()).state() == RunState.COMPLETE) {
      say.complete(earlier.get());
      return new Outcome(earlier.get(), savedTable(earlier.get()));
    }
    RunCleanup.remove(plan.config(), progress);
    Device device = plan.chooseDevice();
    say.device(device, plan.config());
    try (NDManager manager = Devices.engine().newBaseManager(device)) {
      RunSetup setup = new RunSetup(plan, request, manager);
      say.setup(plan, setup);
      List<String> odd = RunWarnings.of(plan, setup);
      say.warnings(odd);
      try (RunDirectory directory = directory(request, plan, fingerprint, earlier)) {
        opened.accept(directory.path());
        say.directory(directory);
        return recorded(directory, () -> work(request, plan, setup, device, odd, directory));
      }
    }
  }

  private Optional<Path> earlier(RunConfig config, String fingerprint) {
    if (!config.train() || !config.resume()) {
      return Optional.empty();
    }
    Optional<Path> found = RunDirectory.newest(config.workDir(), fingerprint, progress::message);
    if (found.isEmpty()) {
      progress.message("nothing to resume in " + config.workDir() + ": this is a new run");
    }
    return found;
  }

  private RunDirectory directory(
      RunRequest request, Plan plan, String fingerprint, Optional<Path> earlier) {
    if (earlier.isPresent()) {
      RunDirectory directory = RunDirectory.open(earlier.get());
      RunCleanup.ofHeldRun(directory.path(), progress);
      directory.save(directory.record().resumed());
      return directory;
    }
    RunRecord planned =
        RunRecord.planned(
            RunName.of(LocalDateTime.now(ZoneId.systemDefault()), fingerprint, request.choices()),
            fingerprint,
            request,
            plan,
            Instant.now());
    RunDirectory directory = RunDirectory.create(plan.config().workDir(), planned);
    request.snapshot().accept(directory.hydra());
    return directory;
  }

  private Outcome work(
      RunRequest request,
      Plan plan,
      RunSetup setup,
      Device device,
      List<String> odd,
      RunDirectory directory) {
    Provenance made = RunProvenance.of(plan, setup, device, request.plugins());
    List<String> remarks = new ArrayList<>(odd);
    if (plan.config().train()) {
      Provenance began = directory.record().provenance();
      for (String difference : ResumeDifferences.warnings(began, made)) {
        progress.message(difference);
        remarks.add(difference.replaceFirst("^warning: ", ""));
      }
      made = ResumeDifferences.withThreadsOf(began, made);
    }
    directory.save(directory.record().madeOf(made, remarks));
    Path tested = directory.path();
    if (plan.config().train()) {
      TrainState end = new Training(plan, setup, progress, stop).run(directory);
      directory.save(directory.record().leftOut(end.skipped()));
    } else {
      tested = Objects.requireNonNull(plan.config().ckptDir());
    }
    Checkpoints checkpoints = setup.checkpoints(tested, directory.record(), progress);
    String table =
        new Testing(plan, setup, request.choices(), progress, stop).run(directory, checkpoints);
    return new Outcome(directory.path(), table);
  }

  /** Does the work and writes into {@code run.json} how it ended. */
  private static Outcome recorded(RunDirectory directory, Work work) {
    RunState reached = RunState.FAILED;
    String message = null;
    try {
      Outcome outcome = work.run();
      reached = RunState.COMPLETE;
      return outcome;
    } catch (BenchException failure) {
      message = failure.getMessage();
      if (failure.exitCode() == ExitCode.INTERRUPTED) {
        reached = RunState.INTERRUPTED;
      }
      throw failure;
    } catch (RuntimeException | Error bug) {
      message = bug.toString();
      throw bug;
    } finally {
      directory.end(reached, message);
    }
  }

  private interface Work {
    Outcome run();
  }

  private static String savedTable(Path directory) {
    try {
      return Files.readString(directory.resolve(Testing.TEXT), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw RunDirectory.unreadable(directory.resolve(Testing.TEXT), e);
    }
  }
}
