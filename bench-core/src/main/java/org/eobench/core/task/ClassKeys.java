package org.eobench.core.task;

import org.eobench.core.config.bind.Range;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.MseAverage;

/**
 * The keys of {@code task.evaluator} of tasks that average scores over classes.
 *
 * @param absentClass what becomes of a class that is in no target
 * @param metricEpsilon added to every denominator
 */
public record ClassKeys(AbsentClass absentClass, @Range(min = 0) double metricEpsilon) {
  /** The classes that occur, with plain denominators. */
  public static final ClassKeys PLAIN = new ClassKeys(AbsentClass.SKIP, 0);

  /** The choices in the definition of the metrics. */
  public MetricRules rules() {
    return rules(MetricRules.TOP_K);
  }

  /**
   * As {@link #rules()}.
   *
   * @param topK K of the top-K accuracy
   */
  public MetricRules rules(int topK) {
    return new MetricRules(absentClass, metricEpsilon, MseAverage.PIXELS, topK);
  }
}
