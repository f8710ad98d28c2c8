/**
 * Predictions for images of any size. {@code SlidingWindow} cuts images that are larger than the
 * model's input into overlapping tiles and averages the logits where tiles overlap. {@code
 * TestTimeCopies} averages the predictions of mirrored and resized copies of an image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.inference;
