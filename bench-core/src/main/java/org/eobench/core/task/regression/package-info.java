/**
 * Regression: a measured value for each pixel. {@link org.eobench.core.task.regression.ValueMap} is
 * the target, {@link org.eobench.core.task.regression.Regression} the task; the other classes hold
 * its keys, its metrics in the unit of the data with their table, and the best prediction that is
 * the same value everywhere.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.regression;
