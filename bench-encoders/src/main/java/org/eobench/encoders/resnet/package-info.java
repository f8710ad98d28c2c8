/**
 * ResNets (He et al., CVPR 2016, arXiv:1512.03385) of any published depth, with torchvision's
 * tensor names: a pyramid of four maps with strides 4 to 32, for any number of bands.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.resnet;
