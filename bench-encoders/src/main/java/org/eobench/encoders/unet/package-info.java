/**
 * The contracting path of a U-Net (Ronneberger et al., MICCAI 2015, arXiv:1505.04597), trained from
 * scratch: the supervised baseline. The first block merges several dates into one image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.unet;
