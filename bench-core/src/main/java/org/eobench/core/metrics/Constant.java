package org.eobench.core.metrics;

/**
 * The best prediction that is the same everywhere: the lower bound in every table.
 *
 * @param name name of the prediction, such as {@code always Not burned}
 * @param scores its scores
 * @param <R> type of the scores
 */
public record Constant<R>(String name, R scores) {}
