package org.eobench.core.run.plan;

import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.Suggest;
import org.eobench.core.eval.EvaluatorConfig;
import org.eobench.core.eval.Measure;
import org.eobench.core.train.TrainerConfig;

/**
 * The config group {@code task}: what is predicted, how a model is trained and how it is scored.
 *
 * @param kind what is predicted; the data set must be of this kind
 */
public record TaskConfig(
    @Default("segmentation") TaskKind kind, TrainerConfig trainer, EvaluatorConfig evaluator) {
  public TaskConfig {
    String best = trainer.bestMetricKey();
    if (Measure.of(kind, best).isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "trainer.best_metric_key=%s is no measure of %s; %s",
              best,
              kind.key(),
              Suggest.sentence(best, Measure.keys(kind))));
    }
    boolean classesOfPixels = kind == TaskKind.SEGMENTATION || kind == TaskKind.CHANGE_DETECTION;
    if (evaluator.boundaryIou() && !classesOfPixels) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "evaluator.boundary_iou=true is for classes of pixels; %s has none: leave it false",
              kind.key()));
    }
  }
}
