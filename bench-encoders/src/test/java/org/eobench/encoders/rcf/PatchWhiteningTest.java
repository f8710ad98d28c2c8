package org.eobench.encoders.rcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PatchWhiteningTest {
  /** From NumPy, by the eigenvectors of the covariance, as TorchGeo and MOSAIKS compute it. */
  @Test
  void givesTheKernelsOfMosaiks() {
    double[][] kernels =
        PatchWhitening.kernels(
            new double[][] {{1, 2, 0, 5}, {3, -1, 2, 2}, {0, 0, 4, 1}, {2, 7, -3, 1}});
    double[][] expected = {
      {-2.00851646, -0.567832316, -1.01929378, 3.59564256},
      {2.86812122, -2.39121656, -0.783681803, 0.306777148},
      {-2.59788262, -0.00344419082, 2.19027711, 0.411049707},
      {0.549097966, 1.35436394, -1.11131112, -0.792150788}
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(kernels[i]).containsExactly(expected[i], within(1e-7));
    }
  }

  /** One direction only, of length one: whitening divides by its variance, 1, and the bias. */
  @Test
  void dividesByTheVarianceAndTheBias() {
    double[][] kernels = PatchWhitening.kernels(new double[][] {{1, 3}, {5, -5}});
    double half = Math.sqrt(0.5) / 1.001;
    assertThat(kernels[0]).containsExactly(new double[] {-half, half}, within(1e-9));
    assertThat(kernels[1]).containsExactly(new double[] {half, -half}, within(1e-9));
  }

  @Test
  void makesNothingOfFlatPatches() {
    assertThat(PatchWhitening.kernels(new double[][] {{4, 4}, {1, 2}})[0]).containsExactly(0, 0);
  }
}
