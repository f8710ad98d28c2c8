/**
 * Predictions for images of any size. Images that are larger than a model takes are cut into
 * overlapping tiles, whose logits are averaged where they overlap; and a prediction can be the mean
 * over mirrored, turned and resized copies of an image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.inference;
