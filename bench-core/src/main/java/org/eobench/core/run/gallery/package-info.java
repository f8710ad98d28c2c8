/**
 * Pictures of a few test samples of a run: the image as red, green and blue, target, prediction and
 * error of the best, the median and the worst samples, for the page of a report.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.gallery;
