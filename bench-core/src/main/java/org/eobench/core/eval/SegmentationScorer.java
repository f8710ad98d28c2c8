package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.loader.Batch;

/** Counts predicted and true classes of pixels, sample by sample. */
final class SegmentationScorer implements Scorer {
  private final DatasetSpec dataset;
  private final EvaluatorConfig config;
  private final List<SegmentationEvaluation.OfSample> samples = new ArrayList<>();
  private final ConfusionMatrix total;

  SegmentationScorer(DatasetSpec dataset, EvaluatorConfig config) {
    this.dataset = dataset;
    this.config = config;
    this.total = newMatrix();
  }

  private ConfusionMatrix newMatrix() {
    return new ConfusionMatrix(dataset.numClasses(), dataset.ignoreIndex());
  }

  @Override
  public void add(Batch batch, NDArray logits) {
    int[] classes = PredictedClasses.of(logits);
    int pixels = batch.targets().height() * batch.targets().width();
    for (int i = 0; i < batch.size(); i++) {
      ConfusionMatrix one = newMatrix();
      one.add(classes, batch.labels(), i * pixels, pixels);
      samples.add(new SegmentationEvaluation.OfSample(batch.refs().get(i), one));
      total.add(one);
    }
  }

  @Override
  public Evaluation evaluation() {
    if (total.total() == 0) {
      String files = samples.isEmpty() ? "" : samples.get(0).ref().files() + " and the others";
      throw Scorer.nothingCounts(
          "all pixels of the %d samples are ignored".formatted(samples.size()),
          files,
          "labels from 0 to %d; %d marks pixels that do not count"
              .formatted(dataset.numClasses() - 1, dataset.ignoreIndex()));
    }
    MetricRules rules = config.rules();
    return new SegmentationEvaluation(
        samples,
        total,
        SegmentationMetrics.of(total, dataset.classes(), rules),
        ConstantBaseline.of(total, dataset.classes(), rules));
  }
}
