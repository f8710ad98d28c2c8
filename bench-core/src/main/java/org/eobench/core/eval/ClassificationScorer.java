package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.images.ScoredImage;
import org.eobench.core.task.classification.ClassificationScoring;

/** Compares the scores of the classes of each image with its class. */
final class ClassificationScorer extends Scorer<ScoredImage> {
  private final int classes;

  ClassificationScorer(DatasetSpec dataset, EvaluatorConfig config, ChosenMetrics metrics) {
    super(new ClassificationScoring(), dataset, config, metrics);
    this.classes = dataset.numClasses();
  }

  @Override
  List<ScoredImage> samples(Batch batch, NDArray logits) {
    float[] all = logits.toFloatArray();
    int[] labels = ((BatchTargets.Classes) batch.targets()).labels();
    return IntStream.range(0, batch.size())
        .mapToObj(
            i ->
                new ScoredImage(Arrays.copyOfRange(all, i * classes, (i + 1) * classes), labels[i]))
        .toList();
  }
}
