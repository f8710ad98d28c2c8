package org.eobench.core.metrics;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The form in which the counts of a sample are stored: a row of numbers, as many for every sample
 * of a split.
 *
 * @param name name of the array, such as {@code confusion}; unique among the countings of a task
 * @param whole whether all numbers are integers below 2^53
 * @param row the numbers of one sample
 * @param counts the counts of such a row
 * @param <C> the counts
 */
public record StoredCounts<C>(
    String name,
    boolean whole,
    Function<C, double[]> row,
    BiFunction<double[], MetricContext, C> counts) {}
