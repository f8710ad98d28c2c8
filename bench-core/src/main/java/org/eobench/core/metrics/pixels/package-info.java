/**
 * Counts and scores of predictions for each pixel: confusion matrices, contours for boundary IoU,
 * confidences for the expected calibration error, and sums of errors of measured values.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.metrics.pixels;
