package org.eobench.core.task.multilabel;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.Scoring;
import org.eobench.core.metrics.images.ScoredLabels;
import org.eobench.core.task.Task;

/** Any number of classes for each image. */
public final class MultiLabelClassification implements Task<MultiLabelConfig, ScoredLabels> {
  /** Any number of classes for each image: {@link ImageClasses}; logits {@code [B,K]}. */
  public static final TaskKind KIND =
      new TaskKind("multi_label_classification", ImageClasses.class, false, true);

  @Override
  public TaskKind kind() {
    return KIND;
  }

  @Override
  public String abbreviation() {
    return "multi";
  }

  @Override
  public Class<MultiLabelConfig> configType() {
    return MultiLabelConfig.class;
  }

  @Override
  public Scoring<ScoredLabels, ?, ?> scoring() {
    return new MultiLabelScoring();
  }

  @Override
  public List<Metric<?>> metrics() {
    return MultiLabelScoring.METRICS;
  }

  @Override
  public MetricRules rules(MultiLabelConfig config) {
    return config.classes().rules();
  }

  @Override
  public List<ScoredLabels> samples(
      BatchTargets targets, NDArray logits, DatasetSpec dataset, MultiLabelConfig config) {
    ImageClassesBatch batch = (ImageClassesBatch) targets;
    int classes = batch.classes();
    float[] all = logits.toFloatArray();
    List<ScoredLabels> samples = new ArrayList<>();
    for (int i = 0; i < batch.samples(); i++) {
      if (batch.isScored(i)) {
        boolean[] actual = new boolean[classes];
        for (int k = 0; k < classes; k++) {
          actual[k] = batch.present()[i * classes + k] > 0;
        }
        float[] own = Arrays.copyOfRange(all, i * classes, (i + 1) * classes);
        samples.add(ScoredLabels.of(own, actual, config.labelRule()));
      }
    }
    return samples;
  }

  @Override
  public String describeLogits(DatasetSpec dataset) {
    return Task.logitsOf("labels", dataset);
  }

  @Override
  public String pythonPrediction(String call, DatasetSpec dataset) {
    return String.format(Locale.ROOT, "probabilities = %s.sigmoid()", call);
  }
}
