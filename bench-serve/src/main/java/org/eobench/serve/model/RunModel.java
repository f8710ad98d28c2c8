package org.eobench.serve.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Sample;
import org.eobench.core.outcome.Outcome;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.predictions.ImagePrediction;
import org.eobench.core.run.predictions.ImagePredictor;
import org.eobench.datasets.scene.SceneRules;
import org.jspecify.annotations.Nullable;

/**
 * The model of a finished run.
 *
 * @param predictor stays open as long as this is used
 */
public record RunModel(ImagePredictor predictor) implements ServedModel {

  @Override
  public ModelFacts facts() {
    RunRecord run = predictor.record();
    return new ModelFacts(
        run.name(),
        run.choices().getOrDefault("encoder", ""),
        run.choices().getOrDefault("decoder", ""),
        predictor.task().key(),
        predictor.task().classes(),
        predictor.encoder().inputSize(),
        predictor.encoder().levels().get(0).stride(),
        scores(run.outcome()));
  }

  private static Map<String, Double> scores(@Nullable Outcome outcome) {
    Map<String, Double> scores = new LinkedHashMap<>();
    if (outcome != null) {
      scores.putAll(outcome.scores());
      scores.values().removeIf(score -> score.isNaN());
    }
    return scores;
  }

  @Override
  public DatasetSpec spec() {
    return predictor.spec();
  }

  @Override
  public SceneRules rules() {
    return SceneRules.of(predictor.run(), Map.of());
  }

  @Override
  public ImagePrediction predict(Sample image) {
    return predictor.predict(image);
  }
}
