/**
 * DINOv2 (Oquab et al. 2023, arXiv:2304.07193), with or without registers (arXiv:2309.16588). The
 * forward pass interpolates the position table. The first convolution can be adapted to other bands
 * than red, green and blue.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.dinov2;
