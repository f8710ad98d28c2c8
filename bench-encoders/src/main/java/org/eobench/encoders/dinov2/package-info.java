/**
 * DINOv2 (Oquab et al. 2023, arXiv:2304.07193), with or without registers (arXiv:2309.16588). The
 * position table is interpolated in the forward pass; the first convolution is carried to other
 * bands than red, green and blue.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.dinov2;
