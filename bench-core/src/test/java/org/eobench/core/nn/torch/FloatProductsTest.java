package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Linear layers by oneDNN against libtorch's own, on any processor. */
class FloatProductsTest {
  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());

  @BeforeEach
  void requireOneDnn() {
    assumeThat(FloatProducts.areRight(manager)).as("libtorch has products of oneDNN").isTrue();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense", "dense_gelu"})
  void aLayerEqualsThatOfLibtorch(String method) {
    NDArray x = random(2, 37, 64);
    NDArray w = random(96, 64);
    NDArray b = random(96);
    assertEqual(method, x, w, b);
  }

  private void assertEqual(String method, NDArray... arrays) {
    assertEqual("", method, arrays);
  }

  private void assertEqual(String further, String method, NDArray... arrays) {
    NDArray found = run(FloatProducts.DENSE + further, method, arrays);
    String torch = Prelude.casts(Precision.FP32, true) + Prelude.DENSE + further;
    NDArray wanted = run(torch, method, arrays);
    assertThat(found.getShape()).isEqualTo(wanted.getShape());
    double size = Math.sqrt(wanted.square().mean().getFloat());
    assertThat(Math.sqrt(found.sub(wanted).square().mean().getFloat()) / size).isLessThan(1e-6);
  }

  /** Which is what libtorch's own one would do, to the bit. */
  @ParameterizedTest
  @CsvSource({"63, 64", "64, 63"})
  void aSmallLayerIsLeftToLibtorch(int out, int in) {
    assertThat(isLeft(random(5, in), random(out, in), random(out))).isTrue();
    assertThat(isLeft(random(5, 64), random(64, 64), random(64))).isFalse();
  }

  @Test
  void doublesAreLeftToLibtorch() {
    NDArray w = random(64, 64).toType(DataType.FLOAT64, false);
    assertThat(isLeft(w, w, w.get(0))).isTrue();
  }

  /** Of the input, the weight or the bias. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aLayerWithGradientsIsLeftToLibtorch(int which) {
    NDArray[] arrays = {random(5, 64), random(64, 64), random(64)};
    arrays[which].setRequiresGradient(true);
    try (GradientCollector tape = manager.getEngine().newGradientCollector()) {
      NDArray y = run(FloatProducts.DENSE, "dense", arrays);
      tape.backward(y.mul(y).sum());
    }
    assertThat(arrays[which].getGradient().abs().max().getFloat()).isPositive();
  }

  /** As the weights of a decoder are in a validation. */
  @Test
  void whatIsTrainedIsNotLeftToLibtorchWhereNoGradientsAreDue() {
    NDArray w = random(64, 64);
    w.setRequiresGradient(true);
    assertThat(isLeft(random(5, 64), w, random(64))).isFalse();
    try (GradientCollector tape = manager.getEngine().newGradientCollector()) {
      assertThat(isLeft(random(5, 64), w, random(64))).isTrue();
      assertThat(tape).isNotNull();
    }
  }

  @Test
  void productsEqualThoseOfLibtorch() {
    NDArray x = random(37, 64);
    NDArray w = random(64, 96);
    assertEqual("times", x, w, random(96));
    String each = "def each(self, x, w, b):\n  return self.times_each(x, w)\n";
    assertEqual(each, "each", random(3, 37, 64), random(3, 64, 96), random(1));
  }

  private boolean isLeft(NDArray x, NDArray w, NDArray b) {
    String ask =
        """
        def forward(self, x, w, b):
          return torch.full([1], float(self.is_left(x, w, b)))
        """;
    return TorchScript.compile(FloatProducts.DENSE + ask, manager)
            .run(new NDList(x, w, b))
            .singletonOrThrow()
            .getFloat()
        == 1;
  }

  private NDArray run(String methods, String method, NDArray... arrays) {
    String forward =
        String.format(
            Locale.ROOT, "def forward(self, x, w, b):\n  return self.%s(x, w, b)\n", method);
    return TorchScript.compile(methods + forward, manager)
        .run(new NDList(arrays))
        .singletonOrThrow();
  }

  private NDArray random(long... shape) {
    return manager.randomNormal(new Shape(shape));
  }
}
