/**
 * Masks of the patches of images: blocks that cover a wanted number of patches, as in BEiT, and the
 * masks of a batch of crops, as in iBOT and DINOv2; random patches, as in masked autoencoders.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain.mask;
