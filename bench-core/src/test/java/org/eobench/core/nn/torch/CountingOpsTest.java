package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CountingOpsTest {
  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
  private final CountingOps ops = new CountingOps(manager, Precision.FP32);

  @AfterEach
  void free() {
    manager.close();
  }

  private NDArray array(long... shape) {
    return manager.randomNormal(new Shape(shape));
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "BF16"})
  void aLinearLayerMultipliesEachInputByEachWeight(Precision precision) {
    CountingOps counting = new CountingOps(manager, precision);
    counting.linear(array(2, 7, 3), array(5, 3), array(5));
    assertThat(counting.multiplications()).isEqualTo(2 * 7 * 5 * 3);
  }

  @Test
  void countsOnlyWithinAComputationIfItIsIdleOtherwise() {
    CountingOps idle = CountingOps.idle(manager, Precision.FP32);
    idle.linear(array(2, 3), array(5, 3), null);
    assertThat(idle.count(() -> idle.linear(array(2, 3), array(5, 3), null)).orElseThrow())
        .isEqualTo(2 * 5 * 3);
    idle.linear(array(2, 3), array(5, 3), null);
    assertThat(idle.multiplications()).isEqualTo(2 * 5 * 3);
  }

  @Test
  void aConvolutionMultipliesItsKernelAtEachPlaceOfTheResult() {
    ops.conv2d(array(2, 4, 9, 9), array(6, 2, 3, 3), null, new ConvOptions(2, 1, 1, 2));
    assertThat(ops.multiplications()).isEqualTo(2 * 6 * 5 * 5 * (2 * 3 * 3));
  }

  @Test
  void aTransposedConvolutionMultipliesItsKernelAtEachPlaceOfTheInput() {
    ops.convTranspose2d(array(1, 4, 3, 3), array(4, 2, 2, 2), array(2), 2);
    assertThat(ops.multiplications()).isEqualTo(4 * 3 * 3 * (2 * 2 * 2));
  }

  @Test
  void attentionMultipliesTwice() {
    ops.scaledDotProductAttention(array(2, 3, 5, 4), array(2, 3, 6, 4), array(2, 3, 6, 4));
    assertThat(ops.multiplications()).isEqualTo(2 * (2 * 3 * 5 * 6 * 4));
  }

  @Test
  void addsUpCallsAndProductsOfOneScript() {
    String twice = "def forward(self, a, b):\n  return torch.matmul(torch.matmul(a, b), b)\n";
    ops.call(twice, array(2, 3), array(3, 3));
    ops.call(twice, array(4, 3), array(3, 3));
    assertThat(ops.multiplications()).isEqualTo(2 * (2 + 4) * 3 * 3);
  }

  @Test
  void countsWithoutComputingWhatTakesLong() {
    NDArray x = array(2, 5, 4);
    NDArray w = array(4, 4);
    Runnable both =
        () -> {
          NDArray q = ops.linear(x, w, null);
          ops.scaledDotProductAttention(q, q, q);
        };
    assertThat(ops.countWithoutComputing(both)).isEqualTo(ops.count(both)).hasValue(160 + 400);
    NDArray[] layer = new NDArray[2];
    ops.countWithoutComputing(() -> layer[0] = ops.linear(x, w, null));
    ops.count(() -> layer[1] = ops.linear(x, w, null));
    assertThat(layer[0].getShape()).isEqualTo(layer[1].getShape());
    assertThat(layer[0].abs().max().getFloat()).isZero();
    assertThat(layer[1].abs().max().getFloat()).isPositive();
  }

  @Test
  void givesTheSameNumbers() {
    NDArray x = array(2, 3);
    NDArray w = array(5, 3);
    NDArray plain = new TorchOps(manager, Precision.FP32).linear(x, w, null);
    assertThat(ops.linear(x, w, null).toFloatArray()).isEqualTo(plain.toFloatArray());
  }
}
