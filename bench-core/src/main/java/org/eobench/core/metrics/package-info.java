/**
 * Metrics: exact counts of predictions and targets, and scores computed from them. Nothing here
 * needs an engine, so a program can use it alone:
 *
 * <pre>{@code
 * ConfusionMatrix counts = new ConfusionMatrix(2, -1);
 * counts.add(new int[] {0, 1, 1}, new int[] {0, 1, 0});
 * double meanIou =
 *     SegmentationMetrics.of(counts, List.of("land", "water"), MetricRules.PLAIN).meanIou();
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.metrics;
