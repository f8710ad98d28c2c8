package org.eobench.pretrain.run;

import ai.djl.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.logger.LoggerFactory;
import org.eobench.core.logger.RunStart;
import org.eobench.core.nn.torch.TorchThreads;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.provenance.Program;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.provenance.Threads;
import org.eobench.core.registry.Components;
import org.eobench.core.run.RunProvenance;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.device.DeviceMessages;
import org.eobench.core.run.device.Devices;
import org.eobench.core.run.directory.EarlierRuns;
import org.eobench.core.run.directory.RunCleanup;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunName;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.run.loggers.RecordedWork;
import org.eobench.core.run.loggers.RunLoggers;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.resume.ResumeDifferences;
import org.eobench.core.run.resume.ResumeMismatch;
import org.eobench.core.run.weights.UnfinishedSource;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.MetricLog;
import org.eobench.core.train.StopSignal;
import org.eobench.core.weights.WeightsPath;
import org.eobench.pretrain.probe.Probes;

/** The life of a pretraining, from a resolved configuration to a checkpoint of the encoder. */
public final class Pretraining {
  private final Components components;
  private final Function<List<String>, RunRequest> composer;
  private final ProgressListener progress;
  private final StopSignal stop;

  /**
   * @param composer composes the runs of probes from their arguments
   * @param progress receives the progress
   * @param stop ends the pretraining when it is set
   */
  public Pretraining(
      Components components,
      Function<List<String>, RunRequest> composer,
      ProgressListener progress,
      StopSignal stop) {
    this.components = components;
    this.composer = composer;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Reads the configuration, as {@link #run} does first.
   *
   * @return what would run, for a user
   * @throws BenchException with everything that is wrong with it
   */
  public String outline(RunRequest request) {
    PretrainPlan plan = PretrainPlan.read(request, components, composer);
    PretrainConfig config = plan.config();
    List<String> lines = new ArrayList<>();
    request.choices().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(
            choice ->
                List.of("method", "encoder", "dataset", "experiment").contains(choice.getKey()))
        .forEach(choice -> lines.add(choice.getKey() + "=" + choice.getValue()));
    lines.add(
        String.format(
            Locale.ROOT,
            "pretraining: %d epochs, batches of %d, %d of them per update, seed %d",
            config.epochs(),
            config.batchSize(),
            config.accumulation(),
            config.seed()));
    plan.probes()
        .forEach(probe -> lines.add("probe " + probe.name() + ": " + probe.config().run()));
    lines.add("device: " + config.device());
    lines.add("run directory: a new folder below " + config.workDir());
    return "this is what would run:\n  "
        + String.join("\n  ", lines)
        + "\nnothing was run; without --dry-run it is\n";
  }

  /**
   * Pretrains.
   *
   * @throws BenchException whatever the user can mend; the run directory, if there is one by then,
   *     says how far the run came
   */
  public PretrainResult run(RunRequest request) {
    PretrainPlan plan = PretrainPlan.read(request, components, composer);
    PretrainConfig config = plan.config();
    plan.loggers().forEach(LoggerFactory::require);
    String fingerprint = Fingerprint.of(plan.root());
    Optional<Path> earlier = earlier(config, request, fingerprint);
    String option = request.choices().getOrDefault("encoder", plan.encoder().target());
    if (earlier.isPresent() && RunDirectory.read(earlier.get()).state() == RunState.COMPLETE) {
      progress.message("this run is already complete: " + earlier.get());
      return result(earlier.get(), option);
    }
    RunCleanup.remove(config.workDir(), config.cacheDir(), progress);
    try (ComputeDevice device =
        ComputeDevice.open(config.device(), config.precision(), config.deterministicThreads())) {
      DeviceMessages.of(device.device(), config.precision(), "precision")
          .forEach(progress::message);
      PretrainSetup setup = new PretrainSetup(plan, request, device.manager());
      Probes probes = new Probes(plan.probes(), device.manager(), progress, stop);
      List<String> odd = describe(plan, setup, probes);
      try (RunDirectory directory = directory(request, plan, fingerprint, earlier)) {
        progress.directory(directory.path());
        progress.message("run directory: " + directory.path());
        RunLoggers loggers = RunLoggers.of(plan.loggers(), request, directory, progress);
        return RecordedWork.of(
            directory,
            loggers,
            () -> {
              Provenance made = provenance(plan, setup, device.device(), request);
              record(made, odd, directory);
              train(plan, setup, probes, directory, loggers);
              return result(directory.path(), option);
            });
      }
    }
  }

  private static PretrainResult result(Path run, String option) {
    return new PretrainResult(run, run.resolve(WeightsPath.PRETRAINED), option);
  }

  private Optional<Path> earlier(PretrainConfig config, RunRequest request, String fingerprint) {
    if (!config.resume()) {
      return Optional.empty();
    }
    Optional<Path> found = EarlierRuns.newest(config.workDir(), fingerprint, progress::message);
    if (found.isEmpty()) {
      ResumeMismatch.warning(config.workDir(), request).ifPresent(progress::message);
      progress.message("nothing to resume in " + config.workDir() + ": this is a new run");
    }
    return found;
  }

  /** Says what was opened and chosen; returns the warnings, which it says as well. */
  private List<String> describe(PretrainPlan plan, PretrainSetup setup, Probes probes) {
    PretrainConfig config = plan.config();
    DatasetSpec spec = setup.dataset().spec();
    int images = setup.dataset().samples(Split.TRAIN).size();
    progress.message(
        String.format(
            Locale.ROOT,
            "data: %s (version %d), %d images of %s without their labels",
            spec.name(),
            spec.version(),
            images,
            String.join(", ", config.splits().stream().map(Split::key).toList())));
    progress.message(
        String.format(
            Locale.ROOT,
            "crops: %d of %d × %d pixels and %d of %d × %d of each image",
            plan.methodConfig().crops().global(),
            setup.sizes().global(),
            setup.sizes().global(),
            plan.methodConfig().crops().local(),
            setup.sizes().local(),
            setup.sizes().local()));
    progress.message(
        String.format(
            Locale.ROOT,
            "length: %d epochs of %d updates, each of %d samples",
            setup.length().epochs(),
            setup.length().stepsPerEpoch(),
            setup.length().samplesPerStep()));
    if (setup.loaded() == null) {
      progress.message("encoder weights: random");
    } else {
      setup.loaded().lines().forEach(progress::message);
    }
    List<String> odd = new ArrayList<>(oddities(plan, setup));
    odd.addAll(probes.warnings(setup.dataset().samples(Split.TRAIN)));
    odd.forEach(warning -> progress.message("warning: " + warning));
    return odd;
  }

  private static List<String> oddities(PretrainPlan plan, PretrainSetup setup) {
    List<String> odd = new ArrayList<>(setup.missingBands().warnings());
    odd.addAll(UnfinishedSource.warnings(plan.encoderConfig().keys().encoderWeights()));
    if (plan.config().crops().invertBlur()) {
      odd.add("crops.invert_blur=true: crops are blurred with 1 minus the given probabilities");
    }
    if (plan.config().crops().independentModalities()
        && setup.dataset().spec().bands().size() > 1) {
      odd.add("crops.independent_modalities=true: the modalities of a crop show different places");
    }
    return odd;
  }

  private static RunDirectory directory(
      RunRequest request, PretrainPlan plan, String fingerprint, Optional<Path> earlier) {
    if (earlier.isPresent()) {
      RunDirectory directory = RunDirectory.open(earlier.get());
      directory.save(directory.record().resumed());
      return directory;
    }
    RunRecord planned =
        RunRecord.planned(
            RunName.of(LocalDateTime.now(ZoneId.systemDefault()), fingerprint, request.choices()),
            fingerprint,
            request,
            plan.protocol(),
            plan.config().seed(),
            null,
            Instant.now());
    RunDirectory directory = RunDirectory.create(plan.config().workDir(), planned);
    directory.keep(request.snapshot());
    return directory;
  }

  private static Provenance provenance(
      PretrainPlan plan, PretrainSetup setup, Device device, RunRequest request) {
    TorchThreads torch = TorchThreads.current();
    PretrainConfig config = plan.config();
    String weights = plan.encoderConfig().keys().encoderWeights();
    return new Provenance(
        Program.running(),
        Devices.environment(device).computingIn(setup.ops().precision().key()),
        weights == null ? null : RunProvenance.weights(weights, setup.loaded()),
        RunProvenance.data(setup.dataset(), setup.missingBands(), null),
        new Threads(
            torch.intraOp(),
            torch.interOp(),
            config.numWorkers(),
            config.numWorkers(),
            config.deterministicThreads()),
        request.plugins());
  }

  private void record(Provenance made, List<String> odd, RunDirectory directory) {
    List<String> remarks = new ArrayList<>(odd);
    Provenance began = directory.record().provenance();
    for (String difference : ResumeDifferences.warnings(began, made)) {
      progress.message(difference);
      remarks.add(difference.replaceFirst("^warning: ", ""));
    }
    directory.save(
        directory.record().madeOf(ResumeDifferences.withThreadsOf(began, made), remarks));
  }

  private void train(
      PretrainPlan plan,
      PretrainSetup setup,
      Probes probes,
      RunDirectory directory,
      RunLoggers loggers) {
    RunRecord record = directory.record();
    PretrainCheckpoints checkpoints =
        new PretrainCheckpoints(
            directory.path(),
            setup.method(),
            Map.of("run", record.name(), Checkpoints.FINGERPRINT, record.fingerprint()),
            progress::message);
    boolean begun = Files.exists(checkpoints.last());
    PretrainState from =
        begun
            ? checkpoints.restore(setup.ops().manager(), setup.length().steps())
            : PretrainState.START;
    if (begun) {
      progress.message(
          String.format(
              Locale.ROOT,
              "resuming after %d of %d iterations",
              from.iteration(),
              setup.length().steps()));
    }
    loggers.begin(
        begun
            ? new RunStart(
                true,
                from.iteration(),
                MetricLog.linesAt(directory.metrics(), from.logLength(), from.iteration()))
            : RunStart.NEW);
    try (DataLoader loader = setup.loader();
        MetricLog metrics =
            new MetricLog(directory.metrics(), from.logLength()).observedBy(loggers::line)) {
      PretrainLog log =
          new PretrainLog(metrics, progress, setup.length(), plan.config().logInterval());
      double waited =
          new PretrainLoop(plan.config(), setup, loader, probes, checkpoints, log, stop)
              .train(from);
      directory.save(directory.record().trained(0, waited));
    }
  }
}
