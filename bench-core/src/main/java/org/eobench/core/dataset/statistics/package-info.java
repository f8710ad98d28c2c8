/**
 * Statistics of the values of a data set in one pass: mean, standard deviation, extremes and
 * percentiles of each band over its valid pixels. The reader of folders, the data checks and the
 * verb {@code stats} share these sums.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.dataset.statistics;
