package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.eobench.core.testing.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchResizeTest {
  @Test
  void resizesBilinearlyAlongOneAxis() {
    double[][] larger = PatchResize.bilinear(2, 4);
    assertThat(larger[0]).containsExactly(1, 0);
    assertThat(larger[1]).containsExactly(0.75, 0.25);
    assertThat(larger[2]).containsExactly(0.25, 0.75);
    // Shrinking by two looks at four pixels: weights 1/4, 3/4, 3/4, 1/4 over their sum.
    assertThat(PatchResize.bilinear(6, 3)[1])
        .containsExactly(new double[] {0, 0.125, 0.375, 0.375, 0.125, 0}, within(1e-15));
  }

  @Test
  void keepsAPatchOfTheSameSize() {
    float[] kernel = Tensors.toFloats(Tensors.values(2 * 9, 1));
    assertThat(PatchResize.resize(kernel, 2, 3, 3)).containsExactly(kernel, within(1e-6f));
  }

  /** What the method is for: a patch that is resized with the kernel gives the same token. */
  @ParameterizedTest
  @CsvSource({"14, 16", "16, 32", "7, 8", "14, 15", "4, 9"})
  void tokensOfEnlargedPatchesStayTheSame(int from, int to) {
    float[] kernel = Tensors.toFloats(Tensors.values((long) from * from, 2));
    double[] patch = Tensors.values((long) from * from, 3);
    double[][] resize = PatchResize.bilinear(from, to);
    double[] enlarged = new double[to * to];
    for (int i = 0; i < to * to; i++) {
      for (int k = 0; k < from * from; k++) {
        enlarged[i] += resize[i / to][k / from] * resize[i % to][k % from] * patch[k];
      }
    }
    double token = product(kernel, patch);
    assertThat(product(PatchResize.resize(kernel, 1, from, to), enlarged))
        .isCloseTo(token, within(1e-4));
  }

  /** In the least squares sense: {@code R·Rᵀ·w' = R·w}. */
  @ParameterizedTest
  @CsvSource({"16, 14", "32, 16", "16, 8", "14, 7", "16, 15"})
  void shrunkKernelsAreTheNearest(int from, int to) {
    float[] kernel = Tensors.toFloats(Tensors.values((long) from * from, 4));
    float[] shrunk = PatchResize.resize(kernel, 1, from, to);
    double[][] r = PatchResize.bilinear(from, to);
    double[][] gram = new double[to][to];
    for (int i = 0; i < to; i++) {
      for (int j = 0; j < to; j++) {
        for (int k = 0; k < from; k++) {
          gram[i][j] += r[i][k] * r[j][k];
        }
      }
    }
    for (int i = 0; i < to * to; i++) {
      double left = 0;
      for (int j = 0; j < to * to; j++) {
        left += gram[i / to][j / to] * gram[i % to][j % to] * shrunk[j];
      }
      double right = 0;
      for (int k = 0; k < from * from; k++) {
        right += r[i / to][k / from] * r[i % to][k % from] * kernel[k];
      }
      assertThat(left).isCloseTo(right, within(1e-5));
    }
  }

  private static double product(float[] kernel, double[] patch) {
    double sum = 0;
    for (int i = 0; i < patch.length; i++) {
      sum += kernel[i] * patch[i];
    }
    return sum;
  }
}
