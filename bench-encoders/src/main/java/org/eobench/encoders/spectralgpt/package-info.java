/**
 * SpectralGPT (Hong et al. 2024, arXiv:2311.07113): a vision transformer whose tokens are cubes of
 * pixels and neighbouring bands.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.spectralgpt;
