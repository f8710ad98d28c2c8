/**
 * The dense heads of DINOv2 (arXiv:2304.07193), which concatenate the last maps before one linear
 * layer per position, and DINO's projection head as a classifier of positions.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.dino;
