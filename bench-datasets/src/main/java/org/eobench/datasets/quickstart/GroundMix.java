package org.eobench.datasets.quickstart;

import java.util.Arrays;

/** The land covers of one pixel and the resulting reflectance. */
final class GroundMix {
  private final double[] reflectance = new double[Spectrum.BANDS];
  private final double[] shares = new double[Spectrum.values().length];

  /** Starts a pixel with a single surface. */
  void start(Spectrum surface) {
    for (int band = 0; band < reflectance.length; band++) {
      reflectance[band] = surface.band(band);
    }
    Arrays.fill(shares, 0);
    shares[surface.ordinal()] = 1;
  }

  /** Covers a share of the pixel with a surface. */
  void blend(Spectrum surface, double share) {
    surface.blendInto(reflectance, share);
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= 1 - share;
    }
    shares[surface.ordinal()] += share;
  }

  /** Share of the pixel that a surface covers, 0 to 1. */
  double share(Spectrum surface) {
    return shares[surface.ordinal()];
  }

  /** Reflectance of the six bands, which the atmosphere modifies in place. */
  double[] reflectance() {
    return reflectance;
  }
}
