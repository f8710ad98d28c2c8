/**
 * One vector per image: which layers of the encoder describe it, and how the positions of a layer
 * are reduced to one vector.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.pooling;
