/**
 * The expanding path of a U-Net (Ronneberger et al., MICCAI 2015, arXiv:1505.04597): starting from
 * the deepest map, each step doubles the resolution and concatenates the encoder's map of that
 * size.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.unet;
