package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionResizeTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"14,14,224,224", "14,14,500,37", "5,7,23,16", "1,3,8,3", "16,16,8,40", "130,4,260,9"})
  void equalsTheOperatorUpToRounding(int height, int width, int rows, int columns) {
    NDArray x = manager.randomNormal(new Shape(2, 3, height, width));
    assertClose(
        ops.resizePredictions(x, rows, columns),
        ops.interpolate(x, rows, columns, Interpolation.BILINEAR),
        3e-6);
    NDArray wide = x.toType(DataType.FLOAT64, true);
    assertClose(
        ops.resizePredictions(wide, rows, columns),
        ops.interpolate(wide, rows, columns, Interpolation.BILINEAR),
        1e-14);
  }

  @Test
  void equalsTheOperatorBackwards() {
    NDArray x = manager.randomNormal(new Shape(2, 3, 6, 5));
    NDArray weight = manager.randomNormal(new Shape(2, 3, 31, 40));
    NDArray operator =
        gradient(x, weight, each -> ops.interpolate(each, 31, 40, Interpolation.BILINEAR));
    assertThat(operator.abs().max().getFloat()).isGreaterThan(1);
    assertClose(gradient(x, weight, each -> ops.resizePredictions(each, 31, 40)), operator, 1e-4);
  }

  @Test
  void takesMapsThatLieInMemoryChannelsLast() {
    NDArray x = manager.randomNormal(new Shape(2, 6, 5, 3)).transpose(0, 3, 1, 2);
    assertClose(
        ops.resizePredictions(x, 31, 40), ops.interpolate(x, 31, 40, Interpolation.BILINEAR), 1e-6);
  }

  private NDArray gradient(NDArray from, NDArray weight, UnaryOperator<NDArray> resize) {
    NDArray x = from.duplicate();
    x.setRequiresGradient(true);
    try (GradientCollector tape = manager.getEngine().newGradientCollector()) {
      tape.backward(resize.apply(x).mul(weight).sum());
    }
    return x.getGradient();
  }

  private static void assertClose(NDArray computed, NDArray expected, double within) {
    assertThat(computed.getShape()).isEqualTo(expected.getShape());
    assertThat(computed.getDataType()).isEqualTo(expected.getDataType());
    double difference =
        computed.sub(expected).abs().max().toType(DataType.FLOAT64, true).getDouble();
    assertThat(difference).isLessThan(within);
  }
}
