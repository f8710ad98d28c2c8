/** Counts and scores of predictions for each pixel: classes, contours, confidences and values. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.metrics.pixels;
