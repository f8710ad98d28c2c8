/**
 * Sweeps as files: {@code -m --plan FILE} writes one line for each job, and {@code run-plan FILE}
 * runs one of them, or those that no other process has claimed, for schedulers of clusters.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.plan;
