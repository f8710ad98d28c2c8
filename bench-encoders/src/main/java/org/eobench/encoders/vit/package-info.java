/**
 * The vision transformer of Dosovitskiy et al. (2021, arXiv:2010.11929), with timm's names:
 * supervised weights of ImageNet, or trained from random ones; several dates can be merged into one
 * image first.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.vit;
