package org.eobench.datasets.quickstart;

import java.util.Arrays;

/** One pixel of ground: how much of it each surface covers, and the reflectance that gives. */
final class GroundMix {
  private final double[] reflectance = new double[Spectrum.BANDS];
  private final double[] shares = new double[Spectrum.values().length];

  /** Begins a pixel with nothing but one surface. */
  void start(Spectrum surface) {
    for (int band = 0; band < reflectance.length; band++) {
      reflectance[band] = surface.band(band);
    }
    Arrays.fill(shares, 0);
    shares[surface.ordinal()] = 1;
  }

  /** Lays a surface over a share of the pixel. */
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

  /** Reflectance of the six bands, to be changed by what lies between ground and sensor. */
  double[] reflectance() {
    return reflectance;
  }
}
