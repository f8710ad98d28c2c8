/**
 * Masked autoencoders (He et al. 2022, arXiv:2111.06377): the encoder sees a quarter of the patches
 * of an image, and a small decoder reconstructs the pixels of the others.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain.mae;
