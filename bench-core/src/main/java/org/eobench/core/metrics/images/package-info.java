/** Scores of predictions for images as a whole: one class each, or several labels. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.metrics.images;
