package org.eobench.core.train;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.decoder.FeatureFit;
import org.eobench.core.decoder.FitReport;
import org.eobench.core.decoder.LabelledFeatures;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Scores;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.schedule.Plateau;

/**
 * Replaces the training loop for a decoder that is fitted in one step: it runs the fit and one
 * validation and writes both checkpoints. Nothing is written before the fit ends; a run that stops
 * earlier starts from scratch.
 */
public final class Fitting {
  private final ChosenMetrics chosen;
  private final Validation validation;
  private final Checkpoints checkpoints;
  private final MetricLog metrics;
  private final ProgressListener progress;

  /**
   * @param validation runs once, after the fit
   */
  public Fitting(
      ChosenMetrics chosen,
      Validation validation,
      Checkpoints checkpoints,
      MetricLog metrics,
      ProgressListener progress) {
    this.chosen = chosen;
    this.validation = validation;
    this.checkpoints = checkpoints;
    this.metrics = metrics;
    this.progress = progress;
  }

  /**
   * Fits.
   *
   * @return the state after the fit, which counts as one epoch
   */
  public TrainState run(
      FeatureFit fit,
      Iterator<LabelledFeatures> training,
      Iterator<LabelledFeatures> validationSplit) {
    FitReport report = fit.fit(training, validationSplit);
    report.notes().forEach(progress::message);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "fit");
    fields.putAll(report.facts());
    metrics.append(fields);
    Scores scores = validation.run();
    TrainState fitted =
        TrainState.START
            .afterEpoch()
            .afterEvaluation(Plateau.START)
            .withBest(scores.value(chosen.best().key()));
    new TrainLog(metrics, progress, chosen.headline(), any -> true, 1, 1, 1)
        .validated(fitted, scores, true, 0);
    TrainState logged = fitted.withLogLength(metrics.length());
    checkpoints.saveBest(logged);
    checkpoints.saveLast(logged);
    return logged;
  }
}
