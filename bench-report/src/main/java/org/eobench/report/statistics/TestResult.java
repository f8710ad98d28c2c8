package org.eobench.report.statistics;

/**
 * The result of a significance test.
 *
 * @param statistic value of the test's statistic; NaN if the data do not determine it
 * @param p probability of a result at least as extreme if there is no difference; NaN if the data
 *     do not determine it
 */
public record TestResult(double statistic, double p) {}
