package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.vit.PatchResize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BicubicFactorTest {
  @ParameterizedTest
  @CsvSource({"8, 4", "8, 3", "8, 1", "4, 6"})
  void itUndoesTorchsAntialiasedResize(int from, int to) {
    // With A the resize of an image along one axis and F the factor pinv(Aᵀ): Aᵀ·F·Aᵀ = Aᵀ.
    float[] factor = PatchResize.bicubicFactor(from, to);
    try (NDManager manager = NDManager.newBaseManager()) {
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      NDArray basis = manager.eye(from).reshape(from, 1, from, 1).repeat(3, to);
      NDArray transposed =
          ops.interpolate(basis, to, to, Interpolation.BICUBIC_ANTIALIASED)
              .get(":, 0, :, 0"); // Aᵀ, [from,to]
      NDArray inverse = manager.create(factor, new Shape(to, from));
      float[] back = transposed.matMul(inverse).matMul(transposed).toFloatArray();
      assertThat(back).containsExactly(transposed.toFloatArray(), within(1e-5f));
    }
  }
}
