/**
 * SpectralGPT (Hong et al. 2024, arXiv:2311.07113): a vision transformer whose tokens are cubes of
 * pixels and neighbouring bands. Places and groups of bands have separate position tables; a map is
 * the mean over the groups.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.spectralgpt;
