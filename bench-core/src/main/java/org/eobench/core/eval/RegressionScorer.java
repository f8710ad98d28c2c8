package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.BatchTargets;
import org.eobench.core.metrics.pixels.RegressionMetrics;
import org.eobench.core.metrics.pixels.RegressionSums;

/** Compares predicted with measured values, both in the unit of the data, sample by sample. */
final class RegressionScorer implements Scorer {
  private final DatasetSpec dataset;
  private final EvaluatorConfig config;
  private final List<RegressionEvaluation.OfSample> samples = new ArrayList<>();
  private final List<RegressionSums> batches = new ArrayList<>();

  RegressionScorer(DatasetSpec dataset, EvaluatorConfig config) {
    this.dataset = dataset;
    this.config = config;
  }

  @Override
  public void add(Batch batch, NDArray logits) {
    float[] predicted = logits.toFloatArray();
    float[] measured = ((BatchTargets.Values) batch.targets()).values();
    Quantity quantity = dataset.quantity();
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = (float) quantity.toUnit(predicted[i]);
    }
    int pixels = measured.length / batch.size();
    RegressionSums all = RegressionSums.NONE;
    for (int i = 0; i < batch.size(); i++) {
      RegressionSums one = RegressionSums.of(predicted, measured, i * pixels, pixels);
      samples.add(new RegressionEvaluation.OfSample(batch.refs().get(i), one));
      all = all.plus(one);
    }
    batches.add(all);
  }

  @Override
  public Evaluation evaluation() {
    if (batches.stream().allMatch(batch -> batch.count() == 0)) {
      String files = samples.isEmpty() ? "" : samples.get(0).ref().files() + " and the others";
      throw Scorer.nothingCounts(
          String.format(Locale.ROOT, "no pixel of the %d samples has a value", samples.size()),
          files,
          "measured values of " + dataset.classes().get(0));
    }
    String unit = dataset.quantity().unit();
    return new RegressionEvaluation(
        dataset.classes().get(0),
        samples,
        RegressionMetrics.of(batches, config.mseAverage(), unit),
        ConstantValue.of(batches, config.mseAverage(), unit));
  }
}
