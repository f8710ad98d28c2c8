/**
 * How measured values of pixels are scored, in the unit of the data: the metrics that can be named,
 * the table, and the best prediction that is the same value everywhere.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.regression;
