package org.eobench.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.parallel.Rank;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.Check;
import org.eobench.core.run.CheckReport;
import org.eobench.core.run.DryRun;
import org.eobench.core.run.Experiment;
import org.eobench.core.run.Export;
import org.eobench.core.run.LoadedEncoder;
import org.eobench.core.run.Robustness;
import org.eobench.core.run.WorkerRun;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.predictions.ImagePredictor;
import org.eobench.core.run.predictions.Predictions;
import org.eobench.core.run.predictions.PredictionsReport;
import org.eobench.core.run.predictions.PredictionsRequest;
import org.eobench.core.run.robustness.RobustnessReport;
import org.eobench.core.run.robustness.RobustnessRequest;
import org.eobench.core.run.scene.SceneOptions;
import org.eobench.core.run.scene.ScenePrediction;
import org.eobench.core.run.survey.Statistics;
import org.eobench.core.train.StopSignal;

/**
 * A run that is composed and resolved and has not begun. Another thread can cancel it:
 *
 * <pre>{@code
 * PreparedRun run = bench.prepare("experiment=quickstart");
 * timer.schedule(run::cancel, 10, TimeUnit.MINUTES);
 * try {
 *   RunResult result = run.execute();
 * } catch (RunCancelled cancelled) {
 *   // the same overrides with resume=true go on from cancelled.checkpoint()
 * }
 * }</pre>
 */
public final class PreparedRun {
  private final Bench bench;
  private final Composition composition;
  private final RunRequest request;
  private final StopSignal stop = new StopSignal();

  PreparedRun(Bench bench, Composition composition, RunRequest request) {
    this.bench = bench;
    this.composition = composition;
    this.request = request;
  }

  /** The configuration with the place that set each value. */
  public Composition composition() {
    return composition;
  }

  /** The run as core takes it. */
  public RunRequest request() {
    return request;
  }

  /**
   * Trains and tests; returns when that is done. Where another run of this process is under way, it
   * waits for it.
   *
   * @throws org.eobench.core.train.RunCancelled when it was cancelled; the run directory holds a
   *     checkpoint, unless training had not begun
   * @throws org.eobench.core.error.BenchException with everything that a user can mend
   */
  public RunResult execute() {
    return bench.using(
        components ->
            new Experiment(components, bench.listener(), stop, bench.launcher()).run(request));
  }

  /**
   * Takes part in a run that another process leads, which has started this one: computes a part of
   * each batch, and writes nothing.
   *
   * @param rank the place of this process
   * @throws org.eobench.core.error.BenchException with what the leading process reports as well
   */
  public void assist(Rank rank) {
    bench.using(
        components -> {
          new WorkerRun(components).run(request, rank);
          return rank;
        });
  }

  /**
   * Looks at the configuration, the weights and every sample, and tries one batch; writes nothing.
   *
   * @throws org.eobench.core.error.BenchException with every problem found
   */
  public CheckReport check() {
    return bench.using(components -> new Check(components, bench.listener()).run(request));
  }

  /**
   * Reads the training split once and returns its statistics; of the configuration, only the data
   * set is needed.
   *
   * @return YAML with {@code data_mean}, {@code data_std}, {@code data_min}, {@code data_max} and
   *     the shares of classes, for the configuration of the data set, and percentiles as comments
   * @throws org.eobench.core.error.BenchException if a sample cannot be read
   */
  public String statistics() {
    return bench.using(components -> new Statistics(components, bench.listener()).yaml(request));
  }

  /**
   * The configuration read into the records of its components; nothing is loaded or opened.
   *
   * @throws org.eobench.core.error.BenchException with every unknown key, wrong type and value out
   *     of range
   */
  public Plan plan() {
    return bench.using(components -> Plan.read(request, components));
  }

  /**
   * What {@link #plan()} found, in words.
   *
   * @return what would run, for a user
   * @throws org.eobench.core.error.BenchException with every unknown key, wrong type and value out
   *     of range
   */
  public String dryRun() {
    return bench.using(components -> new DryRun(components).text(request));
  }

  /**
   * Writes the trained model as a TorchScript file, for {@code torch.jit.load} in Python and C++.
   * The configuration is that of an earlier run: {@code train=false ckpt_dir=RUN}.
   *
   * @return how to use the file, for a user
   * @throws org.eobench.core.error.BenchException when the run has no such checkpoint, or its model
   *     cannot be exported
   */
  public String export(Path target) {
    return bench.using(components -> new Export(components, bench.listener()).run(request, target));
  }

  /**
   * Tests a trained run on its test split with corrupted images. The configuration is that of an
   * earlier run: {@code train=false ckpt_dir=RUN}.
   *
   * @throws org.eobench.core.error.BenchException when the run has no checkpoint, or a corruption
   *     is unknown or does not apply to its data
   */
  public RobustnessReport robustness(RobustnessRequest asked) {
    return bench.using(
        components -> new Robustness(components, bench.listener(), stop).run(request, asked));
  }

  /**
   * Predicts a split with a trained run, and writes maps, pictures and scores. The configuration is
   * that of an earlier run: {@code train=false ckpt_dir=RUN}.
   *
   * @throws org.eobench.core.error.BenchException when the run has no checkpoint, or its task has
   *     no maps
   */
  public PredictionsReport predictions(PredictionsRequest asked) {
    return bench.using(
        components -> new Predictions(components, bench.listener(), stop).run(request, asked));
  }

  /**
   * Loads the model of a trained run to predict single images in memory. The configuration is that
   * of an earlier run: {@code train=false ckpt_dir=RUN}.
   *
   * @param work gets the model, which is closed afterwards
   * @throws org.eobench.core.error.BenchException when the run has no checkpoint, or its task has
   *     no maps
   */
  public <T> T withPredictor(Function<ImagePredictor, T> work) {
    return bench.using(
        components -> {
          try (ImagePredictor model = ImagePredictor.open(request, components, bench.listener())) {
            return work.apply(model);
          }
        });
  }

  /**
   * Loads a trained run for predictions of scenes. The configuration is that of an earlier run:
   * {@code train=false ckpt_dir=RUN}.
   *
   * @param work gets the prediction, which is closed afterwards
   * @throws org.eobench.core.error.BenchException when the run has no checkpoint, its task has no
   *     maps, or the options do not fit it
   */
  public <T> T withScenes(SceneOptions options, Function<ScenePrediction, T> work) {
    return bench.using(
        components -> {
          try (ScenePrediction prediction =
              ScenePrediction.open(request, components, options, bench.listener(), stop)) {
            return work.apply(prediction);
          }
        });
  }

  /**
   * Draws corruptions of the first test sample.
   *
   * @param folder where the pictures go; is created
   * @return the files
   */
  public List<Path> corruptionPictures(RobustnessRequest asked, Path folder) {
    return bench.using(
        components ->
            new Robustness(components, bench.listener(), stop).pictures(request, asked, folder));
  }

  /**
   * Loads the encoder of the configuration with its data set, for an analysis; no decoder need be
   * chosen. Nothing is trained.
   *
   * @param work gets the encoder, which is closed afterwards
   * @throws org.eobench.core.error.BenchException if data or weights are missing or do not fit
   */
  public <T> T withEncoder(Function<LoadedEncoder, T> work) {
    return bench.using(
        components -> {
          try (LoadedEncoder encoder =
              LoadedEncoder.open(request, components, bench.listener(), stop)) {
            return work.apply(encoder);
          }
        });
  }

  /**
   * Asks the run to end after the current batch, with its last checkpoint written. May be called
   * from any thread and more than once; a run that is cancelled before it begins ends at its first
   * batch.
   */
  public void cancel() {
    stop.request();
  }

  /** Whether somebody asked the run to end. */
  public boolean isCancelled() {
    return stop.requested();
  }
}
