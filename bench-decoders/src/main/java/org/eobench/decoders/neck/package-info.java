/**
 * Shared parts of decoders: necks that turn maps of equal size into a pyramid, the layer that mixes
 * all levels of a pyramid, and the resizing of predictions to the image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.neck;
