/**
 * How the one class of an image is scored: the metrics that can be named, a row of the table for
 * each class, and the best prediction that is the same class for every image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.classification;
