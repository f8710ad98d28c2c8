package org.eobench.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.subset.SubsetDataset;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.eval.SampleSink;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.metrics.Scores;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.results.RunFacts;
import org.eobench.core.results.RunResult;
import org.eobench.core.results.Timings;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.gallery.KeptPredictions;
import org.eobench.core.run.heads.HeadChoice;
import org.eobench.core.run.heads.HeadTable;
import org.eobench.core.run.loggers.RunLoggers;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.MetricLog;
import org.eobench.core.train.StopSignal;
import org.eobench.core.train.TrainState;
import org.jspecify.annotations.Nullable;

/** Tests a run: scores the best (or the last) weights on the test split. */
final class Testing {
  private final Plan plan;
  private final RunSetup setup;
  private final MaskedDataset data;
  private final Map<String, String> choices;
  private final FeatureCaching caching;
  private final Outcomes outcomes;
  private final RunLoggers loggers;
  private final ProgressListener progress;
  private final StopSignal stop;
  private final KeptPredictions kept;
  private int scoredEpoch;

  Testing(
      Plan plan,
      RunSetup setup,
      MaskedDataset data,
      Map<String, String> choices,
      FeatureCaching caching,
      Outcomes outcomes,
      RunLoggers loggers,
      ProgressListener progress,
      StopSignal stop) {
    this.plan = plan;
    this.setup = setup;
    this.data = data;
    this.choices = choices;
    this.caching = caching;
    this.kept = new KeptPredictions(setup.dataset().spec());
    this.outcomes = outcomes;
    this.loggers = loggers;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Tests, and appends the scores to the metric log.
   *
   * @param directory directory of the run
   * @param checkpoints source of the weights
   * @param preparation duration of the preparation, for the result
   * @param training duration of the training
   */
  RunResult run(
      RunDirectory directory, Checkpoints checkpoints, Duration preparation, Duration training) {
    long start = System.nanoTime();
    boolean last = plan.config().useFinalCkpt();
    Path file = last ? checkpoints.last() : checkpoints.best();
    requireThere(file);
    TrainState state = checkpoints.load(file);
    scoredEpoch = state.epoch();
    caching.begin();
    Scores scores = evaluate(checkpoints);
    caching.end();
    Optional<HeadChoice> heads = HeadChoice.of(plan, setup.model());
    heads.ifPresent(choice -> heads(choice, directory, checkpoints));
    String source =
        (last ? "last" : "best")
            + " (epoch "
            + state.epoch()
            + ")"
            + heads.map(choice -> ", " + choice.chosen()).orElse("");
    List<String> assumptions = outcomes.assumptions();
    assumptions.forEach(assumption -> progress.message("warning: " + assumption));
    directory.save(directory.record().noting(assumptions));
    RunFacts facts = facts(directory, source, scores.samples().size());
    try (MetricLog metrics = MetricLog.append(directory.metrics()).observedBy(loggers::line)) {
      metrics.append(MetricLog.scores("test", scores));
      loggers.confusion(Split.TEST.key(), scores);
    }
    Duration test = Duration.ofNanos(System.nanoTime() - start);
    return new RunResult(directory.path(), facts, scores, new Timings(preparation, training, test));
  }

  /** Shows and writes how all heads of a bank have scored in the training that is tested. */
  private void heads(HeadChoice choice, RunDirectory directory, Checkpoints checkpoints) {
    Path run = Objects.requireNonNull(checkpoints.best().getParent()).getParent();
    HeadTable table =
        new HeadTable(
            choice, choice.grid(Objects.requireNonNull(run).resolve(RunDirectory.METRICS)));
    table.lines().forEach(progress::message);
    table.write(directory);
  }

  /** The predictions of the test, for pictures of some. */
  KeptPredictions kept() {
    return kept;
  }

  /** The number of finished epochs of the weights that were tested. */
  int scoredEpoch() {
    return scoredEpoch;
  }

  /** Refuses a run without a checkpoint. */
  static void requireThere(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoCheckpoint", "the run has no such checkpoint to test")
              .at(file.toString())
              .expecting("a run that trained to its end")
              .next("finish the run first: its own command with `resume=true`"));
    }
  }

  private Scores evaluate(Checkpoints checkpoints) {
    RunLoaders loaders = new RunLoaders(plan, setup, caching.features());
    try (DataLoader loader = loaders.loader(Split.TEST);
        ProgressListener.Bar bar = progress.bar("test", loader.batches())) {
      outcomes.watch(loader, Split.TEST, plan.config().testBatchSize());
      int[] done = {0};
      return loaders
          .evaluator()
          .evaluate(
              caching.model(),
              loader,
              (batch, logits) -> {
                bar.to(++done[0], "");
                stop.throwIfRequested(checkpoints.last());
              },
              plan.config().gallery() == 0 ? SampleSink.NONE : kept);
    }
  }

  /** The decoder, with its way of merging dates if one was selected. */
  private String decoder() {
    String temporal = choices.get("temporal");
    String decoder = choices.getOrDefault("decoder", plan.decoder().target());
    return temporal == null ? decoder : decoder + " temporal=" + temporal;
  }

  /** The share of test pixels without data; null if there are none, or targets are of images. */
  private @Nullable String withoutData() {
    MaskedDataset.PixelCount pixels = data.counted(Split.TEST);
    boolean known = pixels.samples() == data.samples(Split.TEST).size();
    return known && pixels.empty() > 0 && data.spec().task().dense()
        ? String.format(Locale.ROOT, "%.2f %%", 100.0 * pixels.empty() / pixels.all())
        : null;
  }

  /** Where the encoder's features are from: its file of weights, or what was stored. */
  private @Nullable String weights() {
    Encoder.StoredMaps stored = setup.model().encoder().storedMaps();
    if (stored != null) {
      return (stored.encoder() + " " + stored.format()).strip();
    }
    String weights = plan.encoderConfig().keys().encoderWeights();
    return weights == null ? null : String.valueOf(Path.of(weights).getFileName());
  }

  private RunFacts facts(RunDirectory directory, String source, int samples) {
    DatasetSpec spec = setup.dataset().spec();
    return new RunFacts(
        directory.record().name(),
        choices.getOrDefault("dataset", spec.name()),
        spec.version(),
        spec.task().key(),
        Split.TEST.key(),
        samples,
        choices.getOrDefault("encoder", plan.encoder().target()),
        plan.config().modelWeights().first(weights()),
        plan.config().trainedPart(),
        decoder(),
        source,
        plan.protocol(),
        plan.config().seed(),
        setup.ops().precision().key(),
        setup.missingBands().text(),
        withoutData(),
        directory.record().batchesWithoutTarget(),
        plan.config().cropsPerImage(),
        plan.config().featureCacheDtype(),
        plan.config().normalization().key(),
        SubsetDataset.in(data).map(subset -> subset.index().text()).orElse(null),
        Objects.requireNonNullElse(directory.record().warnings(), List.of()));
  }
}
