/**
 * CROMA (Fuller et al., NeurIPS 2023, arXiv:2311.00566): vision transformers for Sentinel-1, for
 * Sentinel-2 and for both together. Positions are a bias of the attention, so that images of any
 * size that patches cover are taken.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.croma;
