package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.BatchTargets;
import org.eobench.core.metrics.images.MultiLabelMetrics;
import org.eobench.core.metrics.images.ScoredLabels;

/** Keeps the scores of the labels of each image beside those it has. */
final class MultiLabelScorer implements Scorer {
  private final DatasetSpec dataset;
  private final EvaluatorConfig config;
  private final List<MultiLabelEvaluation.OfSample> samples = new ArrayList<>();

  MultiLabelScorer(DatasetSpec dataset, EvaluatorConfig config) {
    this.dataset = dataset;
    this.config = config;
  }

  @Override
  public void add(Batch batch, NDArray logits) {
    int classes = dataset.numClasses();
    float[] all = logits.toFloatArray();
    BatchTargets.ManyClasses targets = (BatchTargets.ManyClasses) batch.targets();
    float[] present = targets.present();
    for (int i = 0; i < batch.size(); i++) {
      if (!targets.counts(i)) {
        continue;
      }
      float[] own = Arrays.copyOfRange(all, i * classes, (i + 1) * classes);
      boolean[] actual = new boolean[classes];
      for (int k = 0; k < classes; k++) {
        actual[k] = present[i * classes + k] > 0;
      }
      samples.add(
          new MultiLabelEvaluation.OfSample(
              batch.refs().get(i), ScoredLabels.of(own, actual, config.labelRule())));
    }
  }

  @Override
  public Evaluation evaluation() {
    List<ScoredLabels> images = samples.stream().map(MultiLabelEvaluation.OfSample::image).toList();
    boolean any = images.stream().anyMatch(MultiLabelScorer::anyLabel);
    if (!any) {
      throw Scorer.nothingCounts(
          String.format(Locale.ROOT, "none of the %d images has a label", samples.size()),
          dataset.name(),
          "at least one label in the split");
    }
    return new MultiLabelEvaluation(
        samples,
        MultiLabelMetrics.of(images, dataset.classes(), config.rules()),
        ConstantLabels.of(images, dataset.classes(), config.rules()));
  }

  private static boolean anyLabel(ScoredLabels image) {
    for (boolean there : image.actual()) {
      if (there) {
        return true;
      }
    }
    return false;
  }
}
