package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Evaluation;
import org.eobench.core.metrics.Scores;
import org.eobench.core.task.ConfiguredTask;

/**
 * Compares the predictions for a split with its targets, batch by batch.
 *
 * @param <S> one sample as the metrics of the task take it
 */
public final class Scorer<S> {
  private final ConfiguredTask<?, S> task;
  private final DatasetSpec dataset;
  private final Evaluation<S> evaluation;
  private final SampleSink sink;
  private String place = "";

  public Scorer(ConfiguredTask<?, S> task, DatasetSpec dataset, ChosenMetrics metrics) {
    this(task, dataset, metrics, SampleSink.NONE);
  }

  /**
   * @param sink gets the samples after they were counted
   */
  Scorer(ConfiguredTask<?, S> task, DatasetSpec dataset, ChosenMetrics metrics, SampleSink sink) {
    this.sink = sink;
    this.task = task;
    this.dataset = dataset;
    this.evaluation = task.evaluation(dataset, metrics);
  }

  /** Counts the predictions of one batch. */
  public void add(Batch batch, NDArray logits) {
    if (place.isEmpty()) {
      boolean dense = task.kind().dense();
      place = dense ? batch.refs().get(0).files() + " and the others" : dataset.name();
    }
    BatchTargets targets = batch.targets();
    List<String> ids =
        IntStream.range(0, batch.size())
            .filter(targets::isScored)
            .mapToObj(i -> batch.refs().get(i).id())
            .toList();
    List<S> samples = task.samples(targets, logits, dataset);
    evaluation.add(ids, samples);
    sink.accept(batch, ids, samples);
  }

  /** Scores all batches. */
  public Scores scores() {
    return evaluation.scores(place);
  }
}
