/**
 * SSL4EO-S12 (Wang et al. 2023, arXiv:2211.07044): small vision transformers and their weights,
 * pretrained on Sentinel-1 and Sentinel-2 with MoCo, DINO, MAE and data2vec.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.ssl4eo;
