/**
 * How classes of pixels are scored, for segmentation and for change between two dates: the metrics
 * that can be named, the rows of the table, and the best prediction that is the same class
 * everywhere.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.task.segmentation;
