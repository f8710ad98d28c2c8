/**
 * What decoders share: pyramids made of maps that are all of one size, the layer that mixes all
 * levels of a pyramid, and the enlargement of a prediction to the size of the image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.neck;
