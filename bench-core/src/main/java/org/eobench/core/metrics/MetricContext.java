package org.eobench.core.metrics;

import java.util.List;

/**
 * What metrics know of the data they are computed on, and by which rules.
 *
 * @param classes the names of the classes in label order, or of the one quantity that was measured
 * @param ignoreIndex label of pixels and images that do not count
 * @param unit of the quantity, such as {@code t/ha}; empty where there is none
 * @param rules the choices in the definition of the metrics
 */
public record MetricContext(List<String> classes, int ignoreIndex, String unit, MetricRules rules) {
  public MetricContext {
    classes = List.copyOf(classes);
  }
}
