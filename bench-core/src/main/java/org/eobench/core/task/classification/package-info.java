/**
 * Classification: one class for each image. {@link org.eobench.core.task.classification.ImageClass}
 * is the target, {@link org.eobench.core.task.classification.Classification} the task; the other
 * classes hold its keys, its metrics with their table, and the best prediction that is the same
 * class for every image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.classification;
