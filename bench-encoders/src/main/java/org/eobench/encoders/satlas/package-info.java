/**
 * SatlasPretrain (Bastani et al. 2023, arXiv:2211.15660): a Swin Transformer V2 for one or several
 * satellite images of a place, with or without a feature pyramid network.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.satlas;
