package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.images.LabelRule;
import org.eobench.core.metrics.images.ScoredLabels;
import org.eobench.core.task.multilabel.MultiLabelScoring;

/** Compares the scores of the labels of each image with those it has. */
final class MultiLabelScorer extends Scorer<ScoredLabels> {
  private final int classes;
  private final LabelRule rule;

  MultiLabelScorer(DatasetSpec dataset, EvaluatorConfig config, ChosenMetrics metrics) {
    super(new MultiLabelScoring(), dataset, config, metrics);
    this.classes = dataset.numClasses();
    this.rule = config.labelRule();
  }

  @Override
  List<SampleRef> refs(Batch batch) {
    BatchTargets.ManyClasses targets = (BatchTargets.ManyClasses) batch.targets();
    return IntStream.range(0, batch.size())
        .filter(targets::counts)
        .mapToObj(batch.refs()::get)
        .toList();
  }

  @Override
  List<ScoredLabels> samples(Batch batch, NDArray logits) {
    float[] all = logits.toFloatArray();
    BatchTargets.ManyClasses targets = (BatchTargets.ManyClasses) batch.targets();
    List<ScoredLabels> samples = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (targets.counts(i)) {
        boolean[] actual = new boolean[classes];
        for (int k = 0; k < classes; k++) {
          actual[k] = targets.present()[i * classes + k] > 0;
        }
        float[] own = Arrays.copyOfRange(all, i * classes, (i + 1) * classes);
        samples.add(ScoredLabels.of(own, actual, rule));
      }
    }
    return samples;
  }
}
