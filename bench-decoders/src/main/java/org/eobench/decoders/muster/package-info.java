/** MUSTER: attention of the decoder's maps to the encoder's, from coarse to fine. */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.muster;
