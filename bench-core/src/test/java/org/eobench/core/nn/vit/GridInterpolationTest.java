package org.eobench.core.nn.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridInterpolationTest {
  private static final GridInterpolation PLAIN = new GridInterpolation(0.1, false);
  private static final GridInterpolation WITH_REGISTERS = new GridInterpolation(0, true);

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void leavesTheTableOfItsOwnGridAlone() {
    NDArray table = Tensors.floats(manager, 1, 1, 1 + 16, 3);
    assertThat(PLAIN.apply(ops, table, 1, 4, 4, manager)).isSameAs(table);
    assertThat(PLAIN.apply(ops, table, 1, 2, 8, manager).getShape())
        .as("as many patches in another grid are resampled")
        .isEqualTo(new Shape(1, 17, 3));
    assertThat(PLAIN.apply(ops, table, 1, 2, 8, manager)).isNotEqualTo(table);
  }

  /** The rule without antialiasing, tap by tap in double. */
  @ParameterizedTest
  @CsvSource({"0.1, 7, 6, 10", "0.1, 5, 9, 2", "0, 7, 6, 10", "0, 4, 8, 3", "0.1, 4, 3, 4"})
  void samplesTheCubicKernelAtTheShiftedPlaces(double offset, int grid, int rows, int columns) {
    NDArray table = Tensors.doubles(manager, 2, 1, 2 + (long) grid * grid, 3);
    double[] source = table.toDoubleArray();
    double[] expected = new double[(2 + rows * columns) * 3];
    System.arraycopy(source, 0, expected, 0, 6);
    for (int i = 6; i < expected.length; i++) {
      int position = i / 3 - 2;
      double[] y = taps(position / columns, grid, rows + offset);
      double[] x = taps(position % columns, grid, columns + offset);
      for (int k = 0; k < grid * grid; k++) {
        expected[i] += y[k / grid] * x[k % grid] * source[(2 + k) * 3 + i % 3];
      }
    }
    NDArray fitted =
        new GridInterpolation(offset, false).apply(ops, table, 2, rows, columns, manager);
    assertThat(fitted.getShape()).isEqualTo(new Shape(1, 2 + (long) rows * columns, 3));
    assertThat(fitted.toDoubleArray()).containsExactly(expected, within(1e-5));
  }

  /**
   * The first of 6 positions lies at 0.5·7/6.1 - 0.5 = 0.0737705 of 7, so that the first of these
   * has the share cubic(0.0737705) + cubic(1.0737705) = 0.9882571 - 0.0474658, the edge standing
   * for what lies left of it. By the sizes alone it would lie at 0.0833333.
   */
  @Test
  void firstPositionOfSixTakesThisShareOfTheFirstOfSeven() {
    float[] leftEdge = new float[49];
    for (int row = 0; row < 7; row++) {
      leftEdge[row * 7] = 1;
    }
    NDArray table = manager.create(leftEdge, new Shape(1, 49, 1));
    float[] fitted = PLAIN.apply(ops, table, 0, 7, 6, manager).toFloatArray();
    assertThat(fitted[0]).isCloseTo(0.9407913f, within(1e-6f));
  }

  @Test
  void withoutOffsetItIsTheTableThatIsResampledAtLoading() {
    NDArray table = Tensors.floats(manager, 3, 1, 1 + 49, 8);
    float[] loaded = PositionEmbedding.resample(table.toFloatArray(), 8, 1, 7, 10);
    NDArray fitted = new GridInterpolation(0, false).apply(ops, table, 1, 10, 10, manager);
    assertThat(fitted.toFloatArray()).containsExactly(loaded, within(1e-5f));
  }

  @Test
  void antialiasingMixesAllPositionsWhenTheGridShrinks() {
    float[] checkerboard = new float[64];
    for (int i = 0; i < 64; i++) {
      checkerboard[i] = (i / 8 + i % 8) % 2 == 0 ? 1 : -1;
    }
    NDArray table = manager.create(checkerboard, new Shape(1, 64, 1));
    float[] smooth = WITH_REGISTERS.apply(ops, table, 0, 2, 2, manager).toFloatArray();
    assertThat(smooth).hasSize(4);
    for (float value : smooth) {
      assertThat(value).isCloseTo(0, within(0.02f));
    }
  }

  /** The sizes from 14 to 1036 pixels on the published grid of 37. */
  @Test
  void givesOneRowForEachPatchOfAnySize() {
    NDArray table = Tensors.floats(manager, 5, 1, 1 + 37 * 37, 2);
    for (int rows = 1; rows <= 74; rows++) {
      assertThat((int) Math.floor(37 * ((rows + 0.1) / 37))).isEqualTo(rows);
      int columns = 75 - rows;
      for (GridInterpolation rule : new GridInterpolation[] {PLAIN, WITH_REGISTERS}) {
        try (NDManager step = manager.newSubManager()) {
          NDArray fitted = rule.apply(ops, table, 1, rows, columns, step);
          assertThat(fitted.getShape()).isEqualTo(new Shape(1, 1 + (long) rows * columns, 2));
        }
      }
    }
    assertThat(manager.getManagedArrays()).as("nothing stays with the table").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0.1, false", "0, true", "0, false"})
  void gradientsReachTheTable(double offset, boolean antialias) {
    NDArray table = Tensors.doubles(manager, 6, 1, 1 + 9, 2);
    NDArray weights = Tensors.doubles(manager, 7, 1, 1 + 10, 2);
    GridInterpolation rule = new GridInterpolation(offset, antialias);
    table.setRequiresGradient(true);
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      NDArray fitted = rule.apply(ops, table, 1, 5, 2, manager);
      gradients.backward(fitted.mul(weights).sum());
    }
    double[] exact = table.getGradient().toDoubleArray();
    table.setRequiresGradient(false);
    // The operator is linear: the gradient is what an impulse gives.
    for (int i = 0; i < exact.length; i++) {
      double[] impulse = new double[exact.length];
      impulse[i] = 1;
      NDArray single = manager.create(impulse, table.getShape());
      NDArray fitted = rule.apply(ops, single, 1, 5, 2, manager);
      assertThat(exact[i]).isCloseTo(fitted.mul(weights).sum().getDouble(), within(1e-6));
    }
  }

  private static double[] taps(int i, int from, double to) {
    double at = (i + 0.5) * from / to - 0.5;
    int floor = (int) Math.floor(at);
    double[] weights = new double[from];
    for (int tap = floor - 1; tap <= floor + 2; tap++) {
      weights[Math.max(0, Math.min(from - 1, tap))] += cubic(Math.abs(at - tap));
    }
    return weights;
  }

  private static double cubic(double x) {
    double a = -0.75;
    return x <= 1
        ? (a + 2) * x * x * x - (a + 3) * x * x + 1
        : x < 2 ? a * (x * x * x - 5 * x * x + 8 * x - 4) : 0;
  }
}
