package org.eobench.core.metrics;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is counted of each sample, and which scores follow from the sum. A {@link Metric} names its
 * counting; metrics with the same counting share one, so that it is done once.
 *
 * @param sample the samples it takes, which says for which tasks it is
 * @param empty the counts of no sample
 * @param scores computes scores from counts
 * @param details what {@code metrics.jsonl} holds of the scores besides the metrics, such as the
 *     scores of each class
 * @param <S> one sample: what a model predicts for it, and its target
 * @param <C> the counts
 * @param <R> the scores
 */
public record Counting<S, C extends Counts<S, C>, R>(
    Class<S> sample,
    Function<MetricContext, C> empty,
    BiFunction<C, MetricContext, R> scores,
    Function<R, Map<String, Object>> details) {}
