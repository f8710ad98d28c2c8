/**
 * A fully convolutional head (Long, Shelhamer and Darrell, CVPR 2015, arXiv:1411.4038):
 * convolutions on the deepest map, then one prediction per position, resized to the image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.fcn;
