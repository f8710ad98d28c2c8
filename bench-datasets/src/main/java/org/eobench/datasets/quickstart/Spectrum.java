package org.eobench.datasets.quickstart;

/**
 * Typical surface reflectance (0 to 1) in the six HLS bands blue, green, red, narrow near infrared,
 * and short-wave infrared 1 and 2 (B2, B3, B4, B8A, B11, B12). Burned ground is dark in the near
 * infrared and bright in SWIR 2; the normalised burn ratio measures this contrast.
 */
@SuppressWarnings("ImmutableEnumChecker") // the array never leaves
enum Spectrum {
  SOIL(0.075, 0.110, 0.150, 0.245, 0.315, 0.265),
  DARK_SOIL(0.042, 0.054, 0.068, 0.112, 0.148, 0.128),
  FOREST(0.022, 0.042, 0.028, 0.290, 0.135, 0.058),
  GRASS(0.045, 0.080, 0.070, 0.330, 0.240, 0.130),
  WATER(0.052, 0.048, 0.034, 0.018, 0.009, 0.006),
  BURN(0.046, 0.056, 0.062, 0.105, 0.170, 0.165),
  CLOUD(0.440, 0.450, 0.460, 0.530, 0.430, 0.340);

  static final int BANDS = 6;

  private final double[] reflectance;

  Spectrum(double... reflectance) {
    this.reflectance = reflectance;
  }

  double band(int band) {
    return reflectance[band];
  }

  /** Blends this spectrum over another one: it covers {@code share} of each pixel. */
  void blendInto(double[] pixel, double share) {
    for (int band = 0; band < BANDS; band++) {
      pixel[band] += share * (reflectance[band] - pixel[band]);
    }
  }
}
