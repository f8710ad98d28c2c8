/**
 * Statistics of scores: intervals, tests of paired and unpaired samples, corrections for many
 * tests, comparisons over several data sets, and effect sizes. Pure functions of arrays, or of a
 * statistic of drawn indices; nothing here reads files or knows runs.
 *
 * <p>Distributions, t tests, the Mann-Whitney test and ranks come from Commons Statistics. Where it
 * offers one rule of several (zeros of Wilcoxon's test), or none (McNemar, Friedman, the
 * studentized range, the bootstrap), the code is here and follows SciPy, statsmodels and rliable.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.report.statistics;
