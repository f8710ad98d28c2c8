/**
 * ConvNeXt (Liu et al. 2022, arXiv:2201.03545) and ConvNeXt V2 (Woo et al. 2023, arXiv:2301.00808):
 * convolutional pyramids of strides 4 to 32, with the weights of timm and of DINOv3.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.convnext;
