/**
 * Scores of predictions for images as a whole: one class for each image, or any number of labels.
 * The scores of all images are kept, since average precision depends on their order.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.metrics.images;
