package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.testing.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention in bfloat16 as plain products, where libtorch's fused operator is slow. */
class ShortAttentionTest {
  private static final String PLAIN =
      """
      def forward(self, q, k, v):
        return self.full(torch.scaled_dot_product_attention(self.low(q), self.low(k), self.low(v)))
      """;

  private static final String MASKED =
      """
      def forward(self, q, k, v, mask):
        y = torch.scaled_dot_product_attention(self.low(q), self.low(k), self.low(v), self.low(mask))
        return self.full(y)
      """;

  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
  private final TorchOps halves = TorchOps.withHalfUnits(manager, Precision.BF16);
  private final TorchOps full = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void valuesAndGradientsAreThoseOfTheFusedOperatorButForRounding(boolean masked) {
    NDArray[] inputs = inputs(37, masked);
    List<float[]> found = run(halves, masked, inputs);
    List<float[]> wanted = run(full, masked, inputs);
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(distance(found.get(i), wanted.get(i))).as("array %d", i).isBetween(1e-6, 0.01);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 257})
  void manyTokensAndPassesWithoutGradientsAreLeftToTheFusedOperator(int tokens) {
    NDArray[] inputs = inputs(tokens, false);
    float[] fused = halves.call(PLAIN, inputs).toFloatArray();
    float[] trained = run(halves, false, inputs).get(0);
    assertThat(distance(trained, fused)).isLessThan(0.01);
    if (tokens > 256) {
      assertThat(trained).isEqualTo(fused);
    } else {
      assertThat(trained).isNotEqualTo(fused);
    }
  }

  /** With scores in bfloat16, which has no fractions above 128, no two of these weights differ. */
  @Test
  void scoresOfLargeProductsKeepTheirDifferences() {
    NDArray q = manager.full(new Shape(1, 1, 1, 4), 20f);
    NDArray k = manager.create(new float[] {20, 20, 20, 20, 20, 20, 20, 19.875f}, shape(2, 4));
    NDArray v = manager.create(new float[] {1, 0, 0, 0, 0, 0, 0, 0}, shape(2, 4));
    List<float[]> found = run(halves, false, q, k, v);
    double wanted = 1 / (1 + Math.exp(-20 * 0.125 / 2));
    assertThat((double) found.get(0)[0]).isBetween(wanted - 0.005, wanted + 0.005);
  }

  private static Shape shape(long tokens, long width) {
    return new Shape(1, 1, tokens, width);
  }

  private NDArray[] inputs(int tokens, boolean masked) {
    Shape shape = new Shape(2, 3, tokens, 16);
    NDArray q = Tensors.floats(manager, 1, shape.getShape());
    NDArray k = Tensors.floats(manager, 2, shape.getShape());
    NDArray v = Tensors.floats(manager, 3, shape.getShape());
    return masked
        ? new NDArray[] {q, k, v, Tensors.floats(manager, 4, 1, 3, tokens, tokens)}
        : new NDArray[] {q, k, v};
  }

  /** The result, and the gradients of the inputs. */
  private List<float[]> run(TorchOps ops, boolean masked, NDArray... inputs) {
    List<NDArray> leaves = Stream.of(inputs).map(NDArray::duplicate).toList();
    leaves.forEach(leaf -> leaf.setRequiresGradient(true));
    try (GradientCollector tape = manager.getEngine().newGradientCollector()) {
      NDArray y = ops.call(masked ? MASKED : PLAIN, leaves.toArray(NDArray[]::new));
      tape.backward(y.mul(y).sum());
      return Stream.concat(Stream.of(y), leaves.stream().map(NDArray::getGradient))
          .map(NDArray::toFloatArray)
          .toList();
    }
  }

  /** The root of the mean square of differences, relative to that of the values. */
  private static double distance(float[] found, float[] wanted) {
    double errors = 0;
    double squares = 0;
    for (int i = 0; i < wanted.length; i++) {
      errors += Math.pow(found[i] - wanted[i], 2);
      squares += Math.pow(wanted[i], 2);
    }
    return Math.sqrt(errors / squares);
  }
}
