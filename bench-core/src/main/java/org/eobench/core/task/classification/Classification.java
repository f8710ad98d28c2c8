package org.eobench.core.task.classification;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.Scoring;
import org.eobench.core.metrics.images.ScoredImage;
import org.eobench.core.task.Task;

/** One class for each image. */
public final class Classification implements Task<ClassificationConfig, ScoredImage> {
  /** A class for each image: {@link ImageClass}; logits {@code [B,K]}. */
  public static final TaskKind KIND = new TaskKind("classification", ImageClass.class, false, true);

  @Override
  public TaskKind kind() {
    return KIND;
  }

  @Override
  public String abbreviation() {
    return "cls";
  }

  @Override
  public Class<ClassificationConfig> configType() {
    return ClassificationConfig.class;
  }

  @Override
  public Scoring<ScoredImage, ?, ?> scoring() {
    return new ClassificationScoring();
  }

  @Override
  public List<Metric<?>> metrics() {
    return ClassificationScoring.METRICS;
  }

  @Override
  public MetricRules rules(ClassificationConfig config) {
    return config.classes().rules(config.topK());
  }

  @Override
  public List<ScoredImage> samples(
      BatchTargets targets, NDArray logits, DatasetSpec dataset, ClassificationConfig config) {
    int classes = dataset.numClasses();
    float[] all = logits.toFloatArray();
    int[] labels = ((ImageClassBatch) targets).labels();
    return IntStream.range(0, labels.length)
        .mapToObj(
            i ->
                new ScoredImage(Arrays.copyOfRange(all, i * classes, (i + 1) * classes), labels[i]))
        .toList();
  }

  @Override
  public String describeLogits(DatasetSpec dataset) {
    return Task.logitsOf("classes", dataset);
  }

  @Override
  public String pythonPrediction(String call, DatasetSpec dataset) {
    return String.format(Locale.ROOT, "classes = %s.argmax(1)", call);
  }
}
