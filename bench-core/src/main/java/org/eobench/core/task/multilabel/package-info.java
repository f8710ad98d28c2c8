/**
 * Classification with any number of labels for each image. {@link
 * org.eobench.core.task.multilabel.ImageClasses} is the target, {@link
 * org.eobench.core.task.multilabel.MultiLabelClassification} the task; the other classes hold its
 * keys, its metrics with their table, and the best prediction that gives every image the same
 * labels.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.multilabel;
