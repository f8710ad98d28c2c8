package org.eobench.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.OutputFolder;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.metrics.Metric;
import org.eobench.core.preprocess.corrupt.CorruptedDataset;
import org.eobench.core.preprocess.corrupt.Corruption;
import org.eobench.core.preprocess.corrupt.CorruptionPicture;
import org.eobench.core.preprocess.corrupt.Modality;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.registry.Registry;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.robustness.RobustnessReport;
import org.eobench.core.run.robustness.RobustnessRequest;
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
    requireImages(plan);
    try (ComputeDevice device = plan.openDevice()) {
      LoadedRun run = new LoadedRun(plan, request, device.manager(), progress);
      DatasetSpec spec = run.spec();
      Map<String, String> skipped = new LinkedHashMap<>();
      corruptions = fitting(corruptions, spec, asked, skipped);
      Metric<?> metric = plan.metrics().best();
      double clean = score(run, corruptions.get(0), 0, asked.seed());
      List<RobustnessReport.Row> rows = new ArrayList<>();
      try (ProgressListener.Bar bar =
          progress.bar("robustness", (long) corruptions.size() * asked.severities().size())) {
        for (Corruption corruption : corruptions) {
          List<Double> strengths = new ArrayList<>();
          List<Double> scores = new ArrayList<>();
          for (int severity : asked.severities()) {
            double strength = corruption.strengths().get(severity - 1);
            strengths.add(strength);
            scores.add(score(run, corruption, strength, asked.seed()));
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
      int samples = run.setup().dataset().samples(Split.TEST).size();
      return new RobustnessReport(
          run.record().name(),
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
    requireImages(plan);
    EoDataset dataset = plan.open();
    DatasetSpec spec = dataset.spec();
    SampleRef first = dataset.samples(Split.TEST).get(0);
    List<Path> files = new ArrayList<>();
    List<Corruption> all = fitting(named(asked.corruptions()), spec, asked, new LinkedHashMap<>());
    OutputFolder.create(folder, "pictures", "--pictures FOLDER");
    for (Corruption corruption : all) {
      Path file = folder.resolve(corruption.key() + ".png");
      AtomicFile.write(
          file,
          out ->
              new CorruptionPicture(dataset, first, asked.seed())
                  .write(corruption, asked.severities(), out));
      files.add(file);
    }
    return files;
  }

  /** Refuses a run whose model does not look at images, so that no corruption would reach it. */
  private static void requireImages(Plan plan) {
    if (plan.encoderConfig().readsMaps()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "NothingToCorrupt",
                  "the model of this run reads embeddings that were computed before, so that"
                      + " corrupted images change nothing")
              .at(plan.encoder().place())
              .expecting("a run whose encoder sees the images")
              .next(
                  "train the same decoder with the encoder that made the embeddings, and test that"
                      + " run"));
    }
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

  private double score(LoadedRun run, Corruption corruption, double strength, long seed) {
    Plan plan = run.plan();
    EoDataset corrupted = new CorruptedDataset(run.setup().dataset(), corruption, strength, seed);
    try (DataLoader loader = run.loader(corrupted, Split.TEST, plan.config().testBatchSize())) {
      return run.evaluator()
          .evaluate(
              run.setup().model(),
              loader,
              (batch, logits) -> stop.throwIfRequested(run.directory()))
          .value(plan.metrics().best().key());
    }
  }
}
