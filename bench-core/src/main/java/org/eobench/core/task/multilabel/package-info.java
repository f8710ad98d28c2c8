/**
 * How the labels of an image are scored, of which any number may be true: the metrics that can be
 * named, a row of the table for each label, and the best prediction that gives every image the same
 * labels.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.multilabel;
