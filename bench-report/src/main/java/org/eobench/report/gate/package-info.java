/**
 * The gate of continuous integration: runs are compared with a baseline file, which holds the
 * identity of its runs and the counts of their test samples, so that a paired test needs no old run
 * directory.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.report.gate;
