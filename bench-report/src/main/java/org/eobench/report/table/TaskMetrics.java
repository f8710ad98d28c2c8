package org.eobench.report.table;

import java.util.List;
import org.eobench.core.metrics.Metric;

/** Knows the metrics of tasks by the task's key. */
@FunctionalInterface
public interface TaskMetrics {
  /** No metric of any task: counts of test samples are not read. */
  TaskMetrics NONE = task -> List.of();

  /** All metrics of a task; none if the task is not known. */
  List<Metric<?>> of(String task);
}
