package org.eobench.core.task;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.Scoring;

/**
 * A task: what is predicted from an image, and how predictions are scored. It is a component like
 * an encoder. A plug-in adds one with a package of its own, which holds the target type, the batch
 * of targets, the metrics and this, and with one line in its module:
 *
 * <pre>{@code
 * task(new Counting());
 * }</pre>
 *
 * <p>{@code task.kind=KEY} then selects it, and data sets, decoders and losses name its {@link
 * TaskKind}. It has no state.
 *
 * @param <C> the record of {@code task.evaluator}
 * @param <S> one sample as the metrics take it: a prediction and its target
 */
public interface Task<C extends Record & EvaluatorConfig, S> {
  /** Its key, its targets and the kind of its predictions. */
  TaskKind kind();

  /** A word that fits a narrow column; the key by default. */
  default String abbreviation() {
    return kind().key();
  }

  /** The record of {@code task.evaluator}. */
  Class<C> configType();

  /**
   * The channels of the logits for a data set with this number of classes: as many by default.
   *
   * @param classes 1 for a data set that measures one quantity
   */
  default int outputs(int classes) {
    return classes;
  }

  /** What is counted, the best constant prediction, and the rows of the table. */
  Scoring<S, ?, ?> scoring();

  /** All its metrics, in the order of the table. */
  List<Metric<?>> metrics();

  /**
   * The metrics that are computed where {@code task.evaluator.metrics} lists none. One that is
   * computed only on request is returned only if another key of {@code config} requests it; it is
   * then also computed besides those that are listed.
   */
  default List<Metric<?>> defaultMetrics(C config) {
    return metrics().stream().filter(Metric::isUsual).toList();
  }

  /** The metrics that a line of the log has room for. */
  default List<Metric<?>> headline() {
    return metrics().stream().filter(Metric::isUsual).limit(3).toList();
  }

  /** The choices in the definition of the metrics. */
  MetricRules rules(C config);

  /**
   * The samples of one batch that are scored.
   *
   * @param targets of this task's type
   * @param logits {@code [B,K,H,W]} with H and W of the targets, or {@code [B,K]}
   * @return one for each sample that {@link BatchTargets#isScored}, in order
   */
  List<S> samples(BatchTargets targets, NDArray logits, DatasetSpec dataset, C config);

  /**
   * The text of {@link #describeLogits} for a task with classes.
   *
   * @param what what the task calls its classes, in the plural
   */
  static String logitsOf(String what, DatasetSpec dataset) {
    String names = String.join(", ", dataset.classes());
    return String.format(Locale.ROOT, "logits of %d %s (%s)", dataset.numClasses(), what, names);
  }

  /**
   * What the logits of an exported model are, such as {@code logits of 2 classes (land, water)}.
   */
  String describeLogits(DatasetSpec dataset);

  /**
   * A line of Python that turns the logits of an exported model into predictions.
   *
   * @param call the expression that gives the logits, such as {@code model(image)}
   */
  String pythonPrediction(String call, DatasetSpec dataset);
}
