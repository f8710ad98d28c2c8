/**
 * The contracting path of a U-Net (Ronneberger et al., MICCAI 2015, arXiv:1505.04597), trained from
 * random weights: the supervised baseline. Several dates are merged by one block before anything
 * else.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.unet;
