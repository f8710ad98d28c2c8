package org.eobench.encoders.copernicusfm;

/**
 * Fourier features of numbers (Bodnar et al. 2024, Aurora, arXiv:2405.13063): the sines, then the
 * cosines of {@code 2πx/λ} for wavelengths λ spaced evenly on a logarithmic scale, both ends
 * included. They are computed in double, as phases are large.
 *
 * @param shortest the shortest wavelength
 * @param longest the longest wavelength
 */
record FourierCodes(double shortest, double longest) {
  /** The code of a number, {@code [width]}; the width is even. */
  float[] of(double x, int width) {
    int half = width / 2;
    float[] code = new float[width];
    double step = half == 1 ? 0 : Math.log(longest / shortest) / (half - 1);
    for (int i = 0; i < half; i++) {
      double phase = 2 * Math.PI * x / (shortest * Math.exp(i * step));
      code[i] = (float) Math.sin(phase);
      code[half + i] = (float) Math.cos(phase);
    }
    return code;
  }
}
