package org.eobench.core.task.regression;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.Scoring;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.task.Task;

/** A measured value for each image. Errors are in the unit of the data. */
public final class ImageRegression implements Task<RegressionConfig, PixelValues> {
  /** A value for each image: {@link ImageValue}; logits {@code [B,1]}. */
  public static final TaskKind KIND =
      new TaskKind("image_regression", ImageValue.class, false, false);

  @Override
  public TaskKind kind() {
    return KIND;
  }

  @Override
  public String abbreviation() {
    return "val";
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
    return RegressionScoring.ofImages();
  }

  @Override
  public List<Metric<?>> metrics() {
    return RegressionScoring.METRICS;
  }

  @Override
  public MetricRules rules(RegressionConfig config) {
    return new MetricRules(AbsentClass.SKIP, 0, config.mseAverage(), MetricRules.TOP_K);
  }

  @Override
  public List<PixelValues> samples(
      BatchTargets targets, NDArray logits, DatasetSpec dataset, RegressionConfig config) {
    float[] measured = ((ImageValueBatch) targets).values();
    float[] predicted = logits.toFloatArray();
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = (float) dataset.quantity().toUnit(predicted[i]);
    }
    return IntStream.range(0, measured.length)
        .mapToObj(i -> new PixelValues(predicted, measured, i, 1))
        .toList();
  }

  @Override
  public String describeLogits(DatasetSpec dataset) {
    return String.format(
        Locale.ROOT, "%s of the image as the model predicts it, near 0", dataset.classes().get(0));
  }

  @Override
  public String pythonPrediction(String call, DatasetSpec dataset) {
    return new Regression().pythonPrediction(call, dataset);
  }
}
