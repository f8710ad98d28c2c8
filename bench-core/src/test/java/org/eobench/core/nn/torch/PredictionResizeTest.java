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
  private static final int ROWS = 310;
  private static final int COLUMNS = 400;

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"14,14,512,512", "14,14,500,237", "1,3,512,512", "300,4,600,300", "5,7,23,16"})
  void equalsTheOperatorUpToRounding(int height, int width, int rows, int columns) {
    NDArray x = manager.randomNormal(new Shape(2, 4, height, width));
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
  void resizesASampleInTheSameWayWhateverTheBatch() {
    NDArray x = manager.randomNormal(new Shape(5, 2, 14, 14));
    NDArray all = ops.resizePredictions(x, 224, 224);
    NDArray one = ops.resizePredictions(x.get("3:4"), 224, 224);
    assertThat(one.toFloatArray()).isEqualTo(all.get("3:4").toFloatArray());
  }

  @Test
  void equalsTheOperatorBackwards() {
    NDArray x = manager.randomNormal(new Shape(2, 4, 6, 5));
    NDArray weight = manager.randomNormal(new Shape(2, 4, ROWS, COLUMNS));
    NDArray operator =
        gradient(x, weight, each -> ops.interpolate(each, ROWS, COLUMNS, Interpolation.BILINEAR));
    double largest = operator.abs().max().getFloat();
    assertThat(largest).isGreaterThan(10);
    assertClose(
        gradient(x, weight, each -> ops.resizePredictions(each, ROWS, COLUMNS)),
        operator,
        3e-5 * largest);
  }

  @Test
  void takesMapsThatLieInMemoryChannelsLast() {
    NDArray x = manager.randomNormal(new Shape(2, 6, 5, 4)).transpose(0, 3, 1, 2);
    assertClose(
        ops.resizePredictions(x, ROWS, COLUMNS),
        ops.interpolate(x, ROWS, COLUMNS, Interpolation.BILINEAR),
        3e-6);
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
