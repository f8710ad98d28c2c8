/**
 * Comparisons of runs on the same test samples: which runs may be compared, which samples or blocks
 * of them are the units, and what the tests of {@link org.eobench.report.statistics} say. Nothing
 * is compared that has other data, other rules or other samples.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.report.compare;
