/**
 * CROMA (Fuller et al., NeurIPS 2023, arXiv:2311.00566): vision transformers for Sentinel-1, for
 * Sentinel-2 and for both together. Positions are an attention bias, so images of any size that is
 * a multiple of the patch size are accepted.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.croma;
