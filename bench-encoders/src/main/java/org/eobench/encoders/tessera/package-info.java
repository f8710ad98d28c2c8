/**
 * TESSERA v2 (Feng et al. 2025, arXiv:2506.20380): embeddings of single pixels from their series of
 * Sentinel-2 and Sentinel-1, computed by small students of a model with 2 billion parameters.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.tessera;
