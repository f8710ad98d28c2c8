package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.task.regression.RegressionScoring;

/** Compares predicted with measured values, both in the unit of the data. */
final class RegressionScorer extends Scorer<PixelValues> {
  private final Quantity quantity;

  RegressionScorer(DatasetSpec dataset, EvaluatorConfig config, ChosenMetrics metrics) {
    super(new RegressionScoring(), dataset, config, metrics);
    this.quantity = dataset.quantity();
  }

  @Override
  List<PixelValues> samples(Batch batch, NDArray logits) {
    float[] predicted = logits.toFloatArray();
    float[] measured = ((BatchTargets.Values) batch.targets()).values();
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = (float) quantity.toUnit(predicted[i]);
    }
    int pixels = measured.length / batch.size();
    return IntStream.range(0, batch.size())
        .mapToObj(i -> new PixelValues(predicted, measured, i * pixels, pixels))
        .toList();
  }
}
