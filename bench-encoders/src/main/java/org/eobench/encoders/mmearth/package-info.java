/**
 * MMEarth (Nedungadi et al. 2024, arXiv:2405.02771): a ConvNeXt V2 for small Sentinel-2 images,
 * pretrained to reconstruct many modalities.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.mmearth;
