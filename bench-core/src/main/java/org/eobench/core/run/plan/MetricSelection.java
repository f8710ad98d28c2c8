package org.eobench.core.run.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Metric;
import org.eobench.core.registry.Components;
import org.eobench.core.task.ConfiguredTask;
import org.eobench.core.task.Task;
import org.jspecify.annotations.Nullable;

/** Finds the metrics that a configuration names. */
final class MetricSelection {
  private static final String METRICS = "task.evaluator.metrics";
  private static final String BEST = "task.trainer.best_metric_key";

  private final ConfigNode root;
  private final ConfiguredTask<?, ?> task;
  private final Components components;
  private final Problems problems;

  /**
   * @param components has the metrics of plug-ins, and the other tasks
   */
  MetricSelection(
      ConfigNode root, ConfiguredTask<?, ?> task, Components components, Problems problems) {
    this.root = root;
    this.task = task;
    this.components = components;
    this.problems = problems;
  }

  /**
   * The metrics, or null where one is not known.
   *
   * @param bestKey key of the metric that the best checkpoint is chosen by
   */
  @Nullable ChosenMetrics read(String bestKey) {
    List<String> listed = task.keys().metrics();
    List<Metric<?>> asked = new ArrayList<>(task.defaultMetrics());
    if (listed != null) {
      // What another key requests is computed besides those that are listed.
      asked.removeIf(Metric::isUsual);
      listed.forEach(key -> add(key, METRICS, asked));
    }
    List<Metric<?>> best = new ArrayList<>();
    add(bestKey, BEST, best);
    if (best.isEmpty()) {
      return null;
    }
    return listed == null
        ? ChosenMetrics.usual(asked, task.task().headline(), best.get(0))
        : ChosenMetrics.listed(asked, best.get(0));
  }

  private void add(String key, String path, List<Metric<?>> found) {
    Map<String, Metric<?>> known = known(task.task());
    Metric<?> metric = known.get(key);
    if (metric == null) {
      problems.add(unknown(key, path, known));
    } else {
      found.add(metric);
    }
  }

  private Problem unknown(String key, String path, Map<String, Metric<?>> known) {
    String own = task.kind().key();
    List<String> others =
        components.tasks().all().entrySet().stream()
            .filter(other -> known(other.getValue()).containsKey(key))
            .map(Map.Entry::getKey)
            .toList();
    String what =
        others.isEmpty()
            ? path + ": " + key + " is not a metric of " + own
            : String.format(
                Locale.ROOT,
                "%s: %s is a metric of %s, not of %s",
                path,
                key,
                String.join(" and ", others),
                own);
    ConfigNode node = root.select(path);
    Problem problem =
        Problem.of("UnknownMetric", what)
            .expecting(
                others.isEmpty()
                    ? Suggest.sentence(key, known.keySet())
                    : Suggest.known(key, known.keySet(), ""));
    return node == null ? problem : problem.at(node.origin().place());
  }

  /** The metrics of a task and those that plug-ins add to it, by key. */
  private Map<String, Metric<?>> known(Task<?, ?> of) {
    Map<String, Metric<?>> known = new LinkedHashMap<>();
    of.metrics().forEach(metric -> known.put(metric.key(), metric));
    Class<?> sample = of.scoring().counting().sample();
    components.metrics().stream()
        .filter(metric -> metric.counting().sample().equals(sample))
        .forEach(metric -> known.putIfAbsent(metric.key(), metric));
    return known;
  }
}
