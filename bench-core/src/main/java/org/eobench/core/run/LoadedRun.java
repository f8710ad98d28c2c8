package org.eobench.core.run;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.eval.Evaluator;
import org.eobench.core.eval.FiniteLogits;
import org.eobench.core.eval.PredictionSink;
import org.eobench.core.eval.SampleSink;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.metrics.Scores;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.Checkpoints;

/** The trained model of a run, which predicts the samples of its data set. */
public final class LoadedRun {
  private final Plan plan;
  private final RunSetup setup;
  private final Path directory;
  private final RunRecord record;
  private final Evaluator evaluator;
  private final Path weights;

  /**
   * Loads the weights that the run was tested with.
   *
   * @param request its configuration, with its directory as {@code ckpt_dir}
   * @param manager owner of the weights, on the device
   * @throws org.eobench.core.error.BenchException if the run has no such checkpoint, or its data
   *     are missing
   */
  public LoadedRun(Plan plan, RunRequest request, NDManager manager, ProgressListener progress) {
    this.plan = plan;
    directory = Objects.requireNonNull(plan.config().ckptDir());
    record = RunDirectory.read(directory);
    if (record.state() != RunState.COMPLETE) {
      progress.message(
          String.format(
              Locale.ROOT,
              "warning: %s has not ended well (%s in run.json): its weights may be those of an"
                  + " unfinished training",
              directory,
              record.state()));
    }
    setup = new RunSetup(plan, request, manager);
    Checkpoints checkpoints = setup.checkpoints(directory, record, progress);
    weights = plan.config().useFinalCkpt() ? checkpoints.last() : checkpoints.best();
    Testing.requireThere(weights);
    checkpoints.load(weights);
    evaluator = new RunLoaders(plan, setup, null).evaluator();
  }

  public Plan plan() {
    return plan;
  }

  public Path directory() {
    return directory;
  }

  /** What {@code run.json} says. */
  public RunRecord record() {
    return record;
  }

  public DatasetSpec spec() {
    return setup.dataset().spec();
  }

  /** The facts about its encoder. */
  public EncoderSpec encoder() {
    return setup.model().encoder().spec();
  }

  /** The checkpoint that was loaded. */
  public Path weights() {
    return weights;
  }

  /** Owner of the weights, on the device. */
  public NDManager manager() {
    return setup.ops().manager();
  }

  /** The chain that test images go through, from the bands that reach its end. */
  public Preprocessor preprocessor() {
    return setup.preprocessor(Split.TEST).narrowed();
  }

  /** Whether the encoder reads feature maps that were computed before, and no images. */
  public boolean readsMaps() {
    return setup.model().encoder().storedMaps() != null;
  }

  RunSetup setup() {
    return setup;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  /** Every sample of a split once, in the order of the data set. */
  public DataLoader loader(Split split, int batchSize) {
    return loader(setup.dataset(), split, batchSize);
  }

  /** The same of a data set in place of the run's own. */
  DataLoader loader(EoDataset data, Split split, int batchSize) {
    RunConfig config = plan.config();
    return new DataLoader(
        data,
        split,
        setup.preprocessor(split),
        LoaderOptions.evaluation(batchSize, config.testNumWorkers(), config.seed()));
  }

  /** Predicts a batch; the sink gets the logits. */
  public void predict(Batch batch, PredictionSink sink) {
    evaluator.predict(setup.model(), batch, sink);
  }

  /**
   * Predicts images that are not of the run's data set, one after another and in this thread. They
   * go through the steps of test images.
   *
   * @param data images with the bands of the run's data set; the split for tests is predicted
   * @param sink gets the logits of each image
   * @throws org.eobench.core.error.BenchException when a logit is not a finite number
   */
  public void predict(EoDataset data, PredictionSink sink) {
    LoaderOptions options = LoaderOptions.evaluation(1, 0, plan.config().seed());
    EoDataset asRead = plan.encoderConfig().samples(data);
    PredictionSink finite =
        (batch, logits) -> {
          FiniteLogits.require(logits, batch);
          sink.accept(batch, logits);
        };
    try (DataLoader loader =
        new DataLoader(asRead, Split.TEST, setup.preprocessor(Split.TEST), options)) {
      loader.epoch(0).forEach(batch -> predict(batch, finite));
    }
  }

  /**
   * Predicts and scores all batches of a loader.
   *
   * @param sink gets the logits of each batch
   * @param samples gets the scored samples of each batch
   */
  public Scores evaluate(DataLoader loader, PredictionSink sink, SampleSink samples) {
    return evaluator.evaluate(setup.model(), loader, sink, samples);
  }
}
