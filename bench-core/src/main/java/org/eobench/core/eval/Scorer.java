package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Evaluation;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.Scores;
import org.eobench.core.metrics.Scoring;

/**
 * Compares the predictions for a split with its targets, batch by batch; one for each task.
 *
 * @param <S> one sample as metrics take it
 */
abstract class Scorer<S> {
  private final DatasetSpec dataset;
  private final Evaluation<S> evaluation;
  private String place = "";

  Scorer(
      Scoring<S, ?, ?> scoring,
      DatasetSpec dataset,
      EvaluatorConfig config,
      ChosenMetrics metrics) {
    this.dataset = dataset;
    this.evaluation =
        new Evaluation<>(
            scoring,
            metrics,
            new MetricContext(
                dataset.classes(),
                dataset.ignoreIndex(),
                dataset.quantity().unit(),
                config.rules()));
  }

  /**
   * The samples of one batch.
   *
   * @param logits {@code [B,K,H,W]} with H and W of the targets, or {@code [B,K]}
   * @return as many as {@code refs} has
   */
  abstract List<S> samples(Batch batch, NDArray logits);

  /** Which samples of a batch count. */
  List<SampleRef> refs(Batch batch) {
    return batch.refs();
  }

  /** Counts the predictions of one batch. */
  void add(Batch batch, NDArray logits) {
    if (place.isEmpty()) {
      place =
          dataset.task().dense() ? batch.refs().get(0).files() + " and the others" : dataset.name();
    }
    evaluation.add(refs(batch).stream().map(SampleRef::id).toList(), samples(batch, logits));
  }

  /** Scores all batches. */
  Scores scores() {
    return evaluation.scores(place);
  }

  /** The scorer of the task of a data set. */
  static Scorer<?> of(DatasetSpec dataset, EvaluatorConfig config, ChosenMetrics metrics) {
    return switch (dataset.task()) {
      case SEGMENTATION, CHANGE_DETECTION -> new SegmentationScorer(dataset, config, metrics);
      case REGRESSION -> new RegressionScorer(dataset, config, metrics);
      case CLASSIFICATION -> new ClassificationScorer(dataset, config, metrics);
      case MULTI_LABEL_CLASSIFICATION -> new MultiLabelScorer(dataset, config, metrics);
    };
  }
}
