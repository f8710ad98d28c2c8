/**
 * The vision transformer of Dosovitskiy et al. (2021, arXiv:2010.11929) with timm's names, with
 * supervised ImageNet weights or trained from scratch. It can merge several dates into one image
 * first.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.vit;
