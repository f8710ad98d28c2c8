package org.eobench.core.task;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.Problems;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Evaluation;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.jspecify.annotations.Nullable;

/**
 * A task with the keys of its evaluator.
 *
 * @param task what is predicted and how it is scored
 * @param config the keys of {@code task.evaluator}
 */
public record ConfiguredTask<C extends Record & EvaluatorConfig, S>(Task<C, S> task, C config) {

  /**
   * Reads the keys of a task's evaluator.
   *
   * @param node the mapping {@code task.evaluator}
   * @param path its dotted path
   * @return null when anything was wrong; {@code problems} then says what
   */
  public static <C extends Record & EvaluatorConfig, S> @Nullable ConfiguredTask<C, S> read(
      Task<C, S> task, ConfigNode node, String path, Problems problems) {
    C config = Binder.bind(node, path, task.configType(), problems);
    return config == null ? null : new ConfiguredTask<>(task, config);
  }

  public TaskKind kind() {
    return task.kind();
  }

  /** The keys of every task's evaluator. */
  public EvaluatorKeys keys() {
    return config.keys();
  }

  /** The metrics that are computed where none are listed. */
  public List<Metric<?>> defaultMetrics() {
    return task.defaultMetrics(config);
  }

  /** What metrics of a data set depend on. */
  public MetricContext context(DatasetSpec dataset) {
    return new MetricContext(
        dataset.classes(), dataset.ignoreIndex(), dataset.quantity().unit(), task.rules(config));
  }

  /** Counts the samples of a data set. */
  public Evaluation<S> evaluation(DatasetSpec dataset, ChosenMetrics metrics) {
    return new Evaluation<>(task.scoring(), metrics, context(dataset));
  }

  /** The samples of one batch that are scored; see {@link Task#samples}. */
  public List<S> samples(BatchTargets targets, NDArray logits, DatasetSpec dataset) {
    return task.samples(targets, logits, dataset, config);
  }
}
