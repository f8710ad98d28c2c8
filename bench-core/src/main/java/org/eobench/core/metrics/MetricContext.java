package org.eobench.core.metrics;

import java.util.List;

/**
 * The facts about the data and the rules with which metrics are computed.
 *
 * @param classes class names in label order, or the name of the measured quantity
 * @param ignoreIndex label of ignored pixels and images
 * @param unit of the quantity, such as {@code t/ha}; empty if there is none
 * @param rules options in the definitions of the metrics
 */
public record MetricContext(List<String> classes, int ignoreIndex, String unit, MetricRules rules) {
  public MetricContext {
    classes = List.copyOf(classes);
  }
}
