package org.eobench.core.task.regression;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.Scoring;
import org.eobench.core.metrics.pixels.ChipErrors;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.task.Task;

/** A measured value for each pixel. Errors are in the unit of the data. */
public final class Regression implements Task<RegressionConfig, PixelValues> {
  /** A value for each pixel: {@link ValueMap}; logits {@code [B,1,H,W]}. */
  public static final TaskKind KIND = new TaskKind("regression", ValueMap.class, true, false);

  private static final List<Metric<?>> METRICS =
      Stream.concat(
              RegressionScoring.METRICS.stream(),
              Stream.of(
                  Metric.lower("chip_RMSE", Metric.Unit.QUANTITY, ChipErrors.COUNTING, mean -> mean)
                      .onRequest()))
          .toList();

  @Override
  public TaskKind kind() {
    return KIND;
  }

  @Override
  public String abbreviation() {
    return "reg";
  }

  @Override
  public Class<RegressionConfig> configType() {
    return RegressionConfig.class;
  }

  @Override
  public int outputs(int classes) {
    return 1;
  }

  @Override
  public Scoring<PixelValues, ?, ?> scoring() {
    return new RegressionScoring();
  }

  @Override
  public List<Metric<?>> metrics() {
    return METRICS;
  }

  @Override
  public MetricRules rules(RegressionConfig config) {
    return new MetricRules(AbsentClass.SKIP, 0, config.mseAverage(), MetricRules.TOP_K);
  }

  @Override
  public List<PixelValues> samples(
      BatchTargets targets, NDArray logits, DatasetSpec dataset, RegressionConfig config) {
    Quantity quantity = dataset.quantity();
    float[] predicted = logits.toFloatArray();
    float[] measured = ((ValueMapBatch) targets).values();
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = (float) quantity.toUnit(predicted[i]);
    }
    int pixels = measured.length / targets.samples();
    return IntStream.range(0, targets.samples())
        .mapToObj(i -> new PixelValues(predicted, measured, i * pixels, pixels))
        .toList();
  }

  @Override
  public String describeLogits(DatasetSpec dataset) {
    return String.format(
        Locale.ROOT, "%s as the model predicts it, near 0", String.join(", ", dataset.classes()));
  }

  @Override
  public String pythonPrediction(String call, DatasetSpec dataset) {
    Quantity quantity = dataset.quantity();
    return String.format(
        Locale.ROOT,
        "values = %s * %s + %s%s",
        call,
        quantity.scale(),
        quantity.offset(),
        quantity.unit().isEmpty() ? "" : " # in " + quantity.unit());
  }
}
