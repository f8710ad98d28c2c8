package org.eobench.core.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.outcome.TestSamplesFile;
import org.eobench.core.parallel.WorkerLauncher;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.registry.Components;
import org.eobench.core.results.ConfusionCsv;
import org.eobench.core.results.JsonWriter;
import org.eobench.core.results.ResultWriter;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.directory.EarlierRuns;
import org.eobench.core.run.directory.RunCleanup;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunName;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.run.directory.SubsetRecord;
import org.eobench.core.run.gallery.Gallery;
import org.eobench.core.run.loggers.RecordedWork;
import org.eobench.core.run.loggers.RunLoggers;
import org.eobench.core.run.plan.FewLabels;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.ParallelRules;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.resume.ResumeDifferences;
import org.eobench.core.run.resume.ResumeMismatch;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.StopSignal;
import org.eobench.core.train.TrainState;
import org.jspecify.annotations.Nullable;

/**
 * The life of one run, from a resolved configuration to its result:
 *
 * <ol>
 *   <li>the configuration is read into typed records, and everything wrong with it reported at once
 *   <li>the listener hears what was chosen
 *   <li>a run that is to be resumed is looked for by the fingerprint of its configuration
 *   <li>the device is chosen and libtorch loaded
 *   <li>the data set is opened, the preprocessing chains and the model are built, weights loaded
 *   <li>the run directory is made, with a snapshot of the configuration
 *   <li>what the run is made of is recorded
 *   <li>the model is trained
 *   <li>the best weights are tested
 *   <li>the results are written
 * </ol>
 */
public final class Experiment {
  private final Components components;
  private final ProgressListener progress;
  private final StopSignal stop;
  private final @Nullable WorkerLauncher launcher;

  /**
   * @param progress receives the progress of the run
   * @param stop ends the run when it is set
   * @param launcher starts the other processes of a run on several devices; null refuses such a run
   */
  public Experiment(
      Components components,
      ProgressListener progress,
      StopSignal stop,
      @Nullable WorkerLauncher launcher) {
    this.components = components;
    this.progress = progress;
    this.stop = stop;
    this.launcher = launcher;
  }

  /**
   * Runs.
   *
   * @throws BenchException whatever the user can mend; the run directory, if there is one by then,
   *     says how far the run came
   */
  public RunResult run(RunRequest request) {
    long start = System.nanoTime();
    Plan plan = Plan.read(request, components);
    RunLoggers.require(plan);
    StartMessages say = new StartMessages(progress);
    say.choices(request.choices(), plan);
    String fingerprint = Fingerprint.of(request.config());
    Optional<Path> earlier = earlier(plan.config(), request, fingerprint);
    Optional<RunResult> complete = earlier.flatMap(Experiment::complete);
    if (complete.isPresent()) {
      say.complete(complete.get().directory());
      return complete.get();
    }
    RunCleanup.remove(plan.config(), progress);
    ParallelRules.requireLauncher(launcher, plan);
    try (ComputeDevice device = plan.openDevice()) {
      say.device(device.device(), plan.config());
      Supplier<MaskedDataset> data = OpenedOnce.of(plan);
      RunSetup setup = new RunSetup(plan, request, device.manager(), data);
      say.setup(plan, setup);
      FeatureCaching caching = new FeatureCaching(plan, setup, progress::message);
      caching.requirePossible();
      Training.requireUse(plan, setup);
      List<String> odd = new ArrayList<>(RunWarnings.of(plan, setup));
      odd.addAll(FewLabels.warnings(plan, data.get()));
      odd.addAll(DataFindings.ofSome(plan, data.get()));
      say.warnings(odd);
      try (RunDirectory directory = directory(request, plan, fingerprint, earlier)) {
        progress.directory(directory.path());
        say.directory(directory);
        RunLoggers loggers = RunLoggers.of(plan, request, directory, progress);
        return RecordedWork.of(
            directory,
            loggers,
            () -> {
              Provenance made =
                  RunProvenance.of(plan, setup, data.get(), device.device(), request.plugins());
              record(plan, made, odd, directory);
              SubsetRecord.keep(data.get(), directory);
              try (caching) {
                return work(plan, setup, data.get(), caching, request, directory, loggers, start);
              }
            });
      }
    }
  }

  private Optional<Path> earlier(RunConfig config, RunRequest request, String fingerprint) {
    if (!config.train() || !config.resume()) {
      return Optional.empty();
    }
    Optional<Path> found = EarlierRuns.newest(config.workDir(), fingerprint, progress::message);
    if (found.isEmpty()) {
      ResumeMismatch.warning(config.workDir(), request).ifPresent(progress::message);
      progress.message("nothing to resume in " + config.workDir() + ": this is a new run");
    }
    return found;
  }

  /** The result of a complete run; a run without a JSON result is tested again. */
  private static Optional<RunResult> complete(Path run) {
    return RunDirectory.read(run).state() == RunState.COMPLETE
        ? JsonWriter.read(run)
        : Optional.empty();
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
    directory.keep(request.snapshot());
    return directory;
  }

  /** Records the provenance and the warnings of the run. */
  private void record(Plan plan, Provenance made, List<String> odd, RunDirectory directory) {
    Provenance recorded = made;
    List<String> remarks = new ArrayList<>(odd);
    if (plan.config().train()) {
      Provenance began = directory.record().provenance();
      for (String difference : ResumeDifferences.warnings(began, made)) {
        progress.message(difference);
        remarks.add(difference.replaceFirst("^warning: ", ""));
      }
      recorded = ResumeDifferences.withThreadsOf(began, made);
    }
    directory.save(directory.record().madeOf(recorded, remarks));
  }

  private RunResult work(
      Plan plan,
      RunSetup setup,
      MaskedDataset data,
      FeatureCaching caching,
      RunRequest request,
      RunDirectory directory,
      RunLoggers loggers,
      long start) {
    long prepared = System.nanoTime();
    Outcomes outcomes = new Outcomes(plan, setup);
    Path tested = directory.path();
    if (plan.config().train()) {
      Training training =
          new Training(plan, setup, caching, outcomes, loggers, progress, stop)
              .across(ParallelRules.others(launcher, plan, request, setup.ops()));
      TrainState end = training.run(directory);
      caching.end();
      directory.save(directory.record().trained(end.skipped(), training.waitingShare()));
    } else {
      tested = Objects.requireNonNull(plan.config().ckptDir());
    }
    long trained = System.nanoTime();
    Checkpoints checkpoints = setup.checkpoints(tested, directory.record(), progress);
    Testing testing =
        new Testing(
            plan, setup, data, request.choices(), caching, outcomes, loggers, progress, stop);
    RunResult result =
        testing.run(
            directory,
            checkpoints,
            Duration.ofNanos(prepared - start),
            Duration.ofNanos(trained - prepared));
    TestSamples samples = outcomes.samples(result.scores());
    directory.write(TestSamplesFile.NAME, out -> TestSamplesFile.write(samples, out));
    List<String> classes = setup.dataset().spec().classes();
    ConfusionCsv.of(result.scores())
        .ifPresent(
            matrix ->
                directory.write(
                    ConfusionCsv.FILE, out -> ConfusionCsv.write(matrix, classes, out)));
    Outcome outcome =
        outcomes.of(result, samples, testing.scoredEpoch(), tested.resolve(RunDirectory.METRICS));
    List<String> findings = setup.dataset().findings();
    findings.forEach(finding -> progress.message("warning: " + finding));
    directory.save(directory.record().caching(caching.use()).found(outcome).noting(findings));
    caching.summary().ifPresent(progress::message);
    for (ResultWriter writer : plan.results()) {
      directory.write(writer.file(), out -> writer.write(result, out));
    }
    new Gallery(directory, setup.dataset(), setup.preprocessor(Split.TEST))
        .write(samples, testing.kept(), plan.metrics().best(), plan.config().gallery());
    return result;
  }
}
