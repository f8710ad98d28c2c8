/**
 * Random convolutional features, the encoder of MOSAIKS (Rolf et al., Nature Communications 2021):
 * kernels that nobody trained, drawn at random or cut out of training images. Pretrained encoders
 * are measured against it.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.rcf;
