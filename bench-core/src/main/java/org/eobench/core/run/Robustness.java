package org.eobench.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.metrics.Metric;
import org.eobench.core.preprocess.corrupt.CorruptedDataset;
import org.eobench.core.preprocess.corrupt.Corruption;
import org.eobench.core.preprocess.corrupt.CorruptionPicture;
import org.eobench.core.preprocess.corrupt.Modality;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.registry.Registry;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.robustness.RobustnessReport;
import org.eobench.core.run.robustness.RobustnessRequest;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.StopSignal;

/**
 * Tests a trained run on its test split with corrupted images: raw values are corrupted, and then
 * preprocessed and scored as in the run. Nothing is trained.
 */
public final class Robustness {
  private final Components components;
  private final ProgressListener progress;
  private final StopSignal stop;

  public Robustness(Components components, ProgressListener progress, StopSignal stop) {
    this.components = components;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Tests.
   *
   * @param request the configuration of the run, with its directory as {@code ckpt_dir}
   * @throws BenchException if a corruption is unknown or does not fit, or the run has no checkpoint
   */
  public RobustnessReport run(RunRequest request, RobustnessRequest asked) {
    List<Corruption> corruptions = named(asked.corruptions());
    Plan plan = Plan.read(request, components);
    Path run = Objects.requireNonNull(plan.config().ckptDir());
    RunRecord record = RunDirectory.read(run);
    try (ComputeDevice device = plan.openDevice()) {
      RunSetup setup = new RunSetup(plan, request, device.manager());
      Checkpoints checkpoints = setup.checkpoints(run, record, progress);
      Path weights = plan.config().useFinalCkpt() ? checkpoints.last() : checkpoints.best();
      Testing.requireThere(weights);
      checkpoints.load(weights);
      setup.fineTuning().beginEvaluation(setup.model());
      Map<String, String> skipped = new LinkedHashMap<>();
      corruptions = fitting(corruptions, setup.dataset().spec(), asked, skipped);
      Tested tested = new Tested(plan, setup, asked.seed());
      Metric<?> metric = plan.metrics().best();
      double clean = tested.score(corruptions.get(0), 0);
      List<RobustnessReport.Row> rows = new ArrayList<>();
      try (ProgressListener.Bar bar =
          progress.bar("robustness", (long) corruptions.size() * asked.severities().size())) {
        for (Corruption corruption : corruptions) {
          List<Double> strengths = new ArrayList<>();
          List<Double> scores = new ArrayList<>();
          for (int severity : asked.severities()) {
            double strength = corruption.strengths().get(severity - 1);
            strengths.add(strength);
            scores.add(tested.score(corruption, strength));
            bar.to((long) rows.size() * asked.severities().size() + scores.size(), "");
          }
          rows.add(
              new RobustnessReport.Row(
                  corruption.key(),
                  corruption.measure(),
                  asked.severities(),
                  strengths,
                  scores,
                  scores.stream()
                      .mapToDouble(
                          score -> RobustnessReport.relativeDrop(clean, score, metric.better()))
                      .average()
                      .orElse(Double.NaN)));
        }
      }
      int samples = setup.dataset().samples(Split.TEST).size();
      return new RobustnessReport(
          record.name(),
          metric.key(),
          metric.better(),
          samples,
          asked.seed(),
          clean,
          rows,
          skipped);
    }
  }

  /**
   * Draws each corruption of the first test sample, one picture for each.
   *
   * @param folder is created
   * @return the files
   */
  public List<Path> pictures(RunRequest request, RobustnessRequest asked, Path folder) {
    Plan plan = Plan.read(request, components);
    EoDataset dataset = plan.open();
    DatasetSpec spec = dataset.spec();
    SampleRef first = dataset.samples(Split.TEST).get(0);
    List<Path> files = new ArrayList<>();
    List<Corruption> all = fitting(named(asked.corruptions()), spec, asked, new LinkedHashMap<>());
    for (Corruption corruption : all) {
      Path file = folder.resolve(corruption.key() + ".png");
      try {
        Files.createDirectories(folder);
      } catch (IOException failure) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of("CannotWrite", "the folder of the pictures cannot be made")
                .at(folder.toString())
                .next("name a folder that you may write, with `--pictures FOLDER`"),
            failure);
      }
      AtomicFile.write(
          file,
          out ->
              new CorruptionPicture(dataset, first, asked.seed())
                  .write(corruption, asked.severities(), out));
      files.add(file);
    }
    return files;
  }

  private List<Corruption> named(List<String> names) {
    Registry<Corruption> known = components.corruptions();
    return (names.isEmpty() ? known.names() : names)
        .stream().map(name -> known.get(name, "--corruptions")).toList();
  }

  /** The corruptions that apply to a data set; one that is asked for must. */
  private static List<Corruption> fitting(
      List<Corruption> corruptions,
      DatasetSpec spec,
      RobustnessRequest asked,
      Map<String, String> skipped) {
    Map<String, Modality> modalities = Modality.of(spec);
    List<Corruption> fitting = new ArrayList<>();
    for (Corruption corruption : corruptions) {
      String reason = corruption.unfit(modalities, spec.frames());
      if (reason == null) {
        fitting.add(corruption);
      } else if (asked.corruptions().isEmpty()) {
        skipped.put(corruption.key(), reason);
      } else {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of(
                    "UnfitCorruption",
                    String.format(
                        Locale.ROOT,
                        "%s cannot be applied to %s: %s",
                        corruption.key(),
                        spec.name(),
                        reason))
                .at("--corruptions")
                .expecting("corruptions that apply; without the flag, all of them are tested"));
      }
    }
    return fitting;
  }

  /** Scores the model under corruptions. */
  private final class Tested {
    private final Plan plan;
    private final RunSetup setup;
    private final RunLoaders loaders;
    private final long seed;

    Tested(Plan plan, RunSetup setup, long seed) {
      this.plan = plan;
      this.setup = setup;
      this.loaders = new RunLoaders(plan, setup, null);
      this.seed = seed;
    }

    double score(Corruption corruption, double strength) {
      RunConfig config = plan.config();
      LoaderOptions options =
          LoaderOptions.evaluation(config.testBatchSize(), config.testNumWorkers(), config.seed());
      EoDataset corrupted = new CorruptedDataset(setup.dataset(), corruption, strength, seed);
      try (DataLoader loader =
          new DataLoader(corrupted, Split.TEST, setup.preprocessor(Split.TEST), options)) {
        return loaders
            .evaluator()
            .evaluate(
                setup.model(),
                loader,
                (batch, logits) -> stop.throwIfRequested(Objects.requireNonNull(config.ckptDir())))
            .value(plan.metrics().best().key());
      }
    }
  }
}
