package org.eobench.core.metrics;

/**
 * The best prediction that is the same everywhere: the lower bound that every table shows below the
 * models.
 *
 * @param name what is predicted, such as {@code always Not burned}
 * @param scores how good that is
 * @param <R> the scores
 */
public record Constant<R>(String name, R scores) {}
