package org.eobench.cli.report;

import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.metrics.Metric;
import org.eobench.core.registry.Components;
import org.eobench.core.task.Task;

/** The metrics of a task, its own and those of plug-ins. */
final class TaskMetricsOf {
  private TaskMetricsOf() {}

  /**
   * All metrics of a task.
   *
   * @return none if the task is not known, such as one of a plug-in that is not there
   */
  static List<Metric<?>> task(String key, Components components) {
    Task<?, ?> task = components.tasks().all().get(key);
    if (task == null) {
      return List.of();
    }
    Class<?> sample = task.scoring().counting().sample();
    Stream<Metric<?>> added =
        components.metrics().stream().filter(metric -> metric.counting().sample().equals(sample));
    return Stream.concat(task.metrics().stream(), added).toList();
  }
}
