package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.BatchTargets;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.images.ClassificationMetrics;
import org.eobench.core.metrics.images.ScoredImage;

/** Keeps the scores of the classes of each image beside its class. */
final class ClassificationScorer implements Scorer {
  private final DatasetSpec dataset;
  private final EvaluatorConfig config;
  private final List<ClassificationEvaluation.OfSample> samples = new ArrayList<>();

  ClassificationScorer(DatasetSpec dataset, EvaluatorConfig config) {
    this.dataset = dataset;
    this.config = config;
  }

  @Override
  public void add(Batch batch, NDArray logits) {
    int classes = dataset.numClasses();
    float[] all = logits.toFloatArray();
    int[] labels = ((BatchTargets.Classes) batch.targets()).labels();
    for (int i = 0; i < batch.size(); i++) {
      float[] own = Arrays.copyOfRange(all, i * classes, (i + 1) * classes);
      samples.add(
          new ClassificationEvaluation.OfSample(
              batch.refs().get(i), new ScoredImage(own, labels[i])));
    }
  }

  @Override
  public Evaluation evaluation() {
    int ignored = dataset.ignoreIndex();
    List<ScoredImage> images =
        samples.stream().map(ClassificationEvaluation.OfSample::image).toList();
    if (images.stream().allMatch(image -> image.label() == ignored)) {
      throw Scorer.nothingCounts(
          String.format(Locale.ROOT, "all %d images are ignored", samples.size()),
          dataset.name(),
          String.format(
              Locale.ROOT,
              "labels from 0 to %d; %d marks images that do not count",
              dataset.numClasses() - 1,
              ignored));
    }
    MetricRules rules = config.rules();
    int topK = Math.min(config.topK(), dataset.numClasses());
    return new ClassificationEvaluation(
        samples,
        ClassificationMetrics.of(images, dataset.classes(), ignored, rules, topK),
        ConstantClass.of(images, dataset.classes(), ignored, rules, topK));
  }
}
