/**
 * Random convolutional features, the encoder of MOSAIKS (Rolf et al., Nature Communications 2021).
 * Its kernels are untrained: drawn at random or cut out of training images. It is a baseline for
 * pretrained encoders.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.rcf;
