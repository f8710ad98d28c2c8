/**
 * Segmentation, and change detection between two dates: a class for each pixel. {@link
 * org.eobench.core.task.segmentation.LabelMap} is the target, {@link
 * org.eobench.core.task.segmentation.Segmentation} the task; the other classes hold its keys, its
 * metrics with their table, and the best prediction that is the same class everywhere.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.segmentation;
