package example;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.Scoring;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.task.Task;
import org.eobench.core.task.regression.RegressionScoring;

/** One value for each image. It is scored as the values of pixels are. */
public final class ImageRegression implements Task<ImageRegressionConfig, PixelValues> {
  /** A value for each image: {@link ImageValue}; logits {@code [B,1]}. */
  public static final TaskKind KIND =
      new TaskKind("share_regression", ImageValue.class, false, false);

  @Override
  public TaskKind kind() {
    return KIND;
  }

  @Override
  public Class<ImageRegressionConfig> configType() {
    return ImageRegressionConfig.class;
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
    return RegressionScoring.METRICS;
  }

  @Override
  public MetricRules rules(ImageRegressionConfig config) {
    return MetricRules.PLAIN;
  }

  @Override
  public List<PixelValues> samples(
      BatchTargets targets, NDArray logits, DatasetSpec dataset, ImageRegressionConfig config) {
    float[] measured = ((ImageValueBatch) targets).values();
    float[] predicted = logits.toFloatArray();
    for (int i = 0; i < predicted.length; i++) {
      float value = (float) dataset.quantity().toUnit(predicted[i]);
      predicted[i] = config.clip() ? Math.min(1, Math.max(0, value)) : value;
    }
    return IntStream.range(0, measured.length)
        .mapToObj(i -> new PixelValues(predicted, measured, i, 1))
        .toList();
  }

  @Override
  public String describeLogits(DatasetSpec dataset) {
    return dataset.classes().get(0) + " of the image";
  }

  @Override
  public String pythonPrediction(String call, DatasetSpec dataset) {
    return "value = " + call;
  }
}
