/**
 * MUSTER (Xu et al. 2024, arXiv:2211.13928): from the deepest level to the finest, the encoder's
 * map attends to the decoder's map inside windows; both are mixed and rearranged to the resolution
 * of the next level.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.muster;
