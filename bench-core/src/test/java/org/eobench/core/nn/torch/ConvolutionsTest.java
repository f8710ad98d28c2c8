package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions written as matrix products against libtorch's own. */
class ConvolutionsTest {
  private static final ConvOptions PADDED = ConvOptions.DEFAULT.padding(1);

  private static final String THREE =
      "def forward(self, x, w, b):\n  return torch.conv2d(x, w, b, [1, 1], [1, 1], [1, 1], 1)\n";

  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
  private final CountingOps ops = new CountingOps(manager, Precision.FP32);

  @AfterEach
  void free() {
    manager.close();
  }

  /** Whole tiles, tiles that end within the map in one or both directions, and too few of them. */
  @ParameterizedTest
  @CsvSource({"16, 16, true", "17, 30, true", "13, 16, true", "14, 15, true", "12, 16, false"})
  void a3x3ConvolutionEqualsThatOfLibtorchForwardAndBackward(int rows, int columns, boolean tiled) {
    NDArray x = doubles(2, 128, rows, columns);
    NDArray w = doubles(130, 128, 3, 3);
    NDArray b = doubles(130);
    List<NDArray> found = run((i, k) -> ops.conv2d(i, k, b, PADDED), x, w);
    long direct = 2L * 128 * 130 * 9 * rows * columns;
    if (tiled) {
      assertThat(ops.multiplications()).isLessThan(direct * 6 / 10);
    } else {
      assertThat(ops.multiplications()).isEqualTo(direct);
    }
    assertSame(found, run((i, k) -> ops.call(THREE, i, k, b), x, w));
  }

  /** Half precision would have errors of a thousandth. */
  @Test
  void itsRoundingErrorsStaySmall() {
    NDArray x = doubles(1, 128, 24, 24);
    NDArray w = doubles(128, 128, 3, 3);
    NDArray exact = ops.conv2d(x, w, null, PADDED);
    NDArray i = x.toType(DataType.FLOAT32, false);
    NDArray k = w.toType(DataType.FLOAT32, false);
    double size = Math.sqrt(exact.square().mean().getDouble());
    assertThat(error(ops.conv2d(i, k, null, PADDED), exact) / size).isBetween(1e-9, 4e-6);
  }

  /** The root of the mean square of differences. */
  private static double error(NDArray found, NDArray exact) {
    NDArray difference = found.toType(DataType.FLOAT64, false).sub(exact);
    return Math.sqrt(difference.square().mean().getDouble());
  }

  @Test
  void aResultDoesNotDependOnTheOtherImagesOfABatch() {
    NDArray x = doubles(3, 128, 16, 16).toType(DataType.FLOAT32, false);
    NDArray w = doubles(128, 128, 3, 3).toType(DataType.FLOAT32, false);
    NDArray together = ops.conv2d(x, w, null, PADDED).get("1:2");
    NDArray alone = ops.conv2d(x.get("1:2"), w, null, PADDED);
    assertThat(together.sub(alone).abs().max().getFloat()).isLessThan(2e-5f);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void aTransposedConvolutionEqualsThatOfLibtorchForwardAndBackward(int kernel) {
    NDArray x = doubles(2, 128, 3, 4);
    NDArray w = doubles(128, 129, kernel, kernel);
    NDArray b = doubles(129);
    String torch =
        "def forward(self, x, w, b):\n  return torch.conv_transpose2d(x, w, b, [3, 3], [0, 0])\n";
    assertSame(
        run((i, k) -> ops.convTranspose2d(i, k, b, 3), x, w),
        run((i, k) -> ops.call(torch, i, k, b), x, w));
  }

  /** Positions few enough to be gathered, at the limit, and more than that. */
  @ParameterizedTest
  @CsvSource({"7, 7", "1, 3", "4, 16", "9, 9"})
  void a3x3ConvolutionOfHalvesIsWithinTheirRounding(int rows, int columns) {
    NDArray x = rounded(doubles(2, 128, rows, columns));
    NDArray w = rounded(doubles(130, 128, 3, 3));
    NDArray b = rounded(doubles(130));
    TorchOps halves = TorchOps.withHalfUnits(manager, Precision.BF16);
    assertClose(
        run((i, k) -> halves.conv2d(i, k, b, PADDED), x, w),
        run((i, k) -> ops.call(THREE, i, k, b), x, w));
  }

  /** Whole tiles of 2×2 outputs and tiles that end within the map, of several groups of images. */
  @ParameterizedTest
  @CsvSource({"2, 28, 28, true", "3, 27, 31, true", "2, 26, 27, false"})
  void aTiled3x3ConvolutionOfHalvesIsWithinTheirRounding(
      int images, int rows, int columns, boolean tiled) {
    NDArray x = rounded(doubles(images, 256, rows, columns));
    NDArray w = rounded(doubles(257, 256, 3, 3));
    NDArray b = rounded(doubles(257));
    List<NDArray> exact = run((i, k) -> ops.call(THREE, i, k, b), x, w);
    TorchOps direct = TorchOps.withHalfUnits(manager, Precision.BF16);
    TorchOps halves = TorchOps.withHalfTiles(manager);
    List<NDArray> found = run((i, k) -> halves.conv2d(i, k, b, PADDED), x, w);
    assertClose(found, exact);
    NDArray same = run((i, k) -> direct.conv2d(i, k, b, PADDED), x, w).get(0);
    assertThat(found.get(0).contentEquals(same)).isEqualTo(!tiled);
  }

  /** The tiles of 28 of these images fill a block of memory. */
  @Test
  void groupsOfImagesAreTiledAsOne() {
    NDArray x = doubles(57, 1024, 16, 16).toType(DataType.FLOAT32, false);
    NDArray w = doubles(128, 1024, 3, 3).toType(DataType.FLOAT32, false);
    NDArray b = doubles(128).toType(DataType.FLOAT32, false);
    assertThat(57 * 36L * 16 * 1024 * Float.BYTES).isGreaterThan(2L * NativeMemory.BLOCK);
    List<NDArray> found = run((i, k) -> ops.conv2d(i, k, b, PADDED), x, w);
    assertClose(found, run((i, k) -> ops.call(THREE, i, k, b), x, w));
  }

  @Test
  void aTransposedConvolutionOfHalvesIsWithinTheirRounding() {
    NDArray x = rounded(doubles(2, 128, 3, 4));
    NDArray w = rounded(doubles(128, 129, 2, 2));
    NDArray b = rounded(doubles(129));
    TorchOps halves = TorchOps.withHalfUnits(manager, Precision.BF16);
    String torch =
        "def forward(self, x, w, b):\n  return torch.conv_transpose2d(x, w, b, [2, 2], [0, 0])\n";
    assertClose(
        run((i, k) -> halves.convTranspose2d(i, k, b, 2), x, w),
        run((i, k) -> ops.call(torch, i, k, b), x, w));
  }

  /** Patches of the whole image, with a padding, without the last pixels, and overlapping ones. */
  @ParameterizedTest
  @CsvSource({"8, 12, 4, 0", "14, 10, 4, 1", "11, 13, 3, 0", "9, 7, 3, 1", "12, 12, 2, 1"})
  void aStridedConvolutionOfHalvesIsWithinTheirRounding(
      int rows, int columns, int stride, int padding) {
    NDArray x = rounded(doubles(2, 5, rows, columns));
    NDArray w = rounded(doubles(16, 5, Math.max(stride, 3), Math.max(stride, 3)));
    NDArray b = rounded(doubles(16));
    TorchOps halves = TorchOps.withHalfUnits(manager, Precision.BF16);
    String torch =
        String.format(
            Locale.ROOT,
            "def forward(self, x, w, b):\n  return torch.conv2d(x, w, b, [%1$d, %1$d], [%2$d,"
                + " %2$d], [1, 1], 1)\n",
            stride,
            padding);
    ConvOptions options = ConvOptions.DEFAULT.stride(stride).padding(padding);
    assertClose(
        run((i, k) -> halves.conv2d(i, k, b, options), x, w),
        run((i, k) -> ops.call(torch, i, k, b), x, w));
  }

  /** Values of bfloat16, in float32. */
  private NDArray rounded(NDArray values) {
    return ops.call("def forward(self, x):\n  return torch.to(torch.to(x, 15), 6)\n", values);
  }

  private static void assertClose(List<NDArray> found, List<NDArray> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(found.get(i).getShape()).isEqualTo(wanted.get(i).getShape());
      NDArray exact = wanted.get(i);
      double size = Math.sqrt(exact.square().mean().getFloat());
      double error = Math.sqrt(found.get(i).sub(exact).square().mean().getFloat());
      assertThat(error / size).as("result or gradient %d", i).isLessThan(0.01);
    }
  }

  private NDArray doubles(long... shape) {
    return manager.randomNormal(new Shape(shape)).toType(DataType.FLOAT64, false);
  }

  /** The result, and the gradients of a weighted sum of it. */
  private List<NDArray> run(BinaryOperator<NDArray> layer, NDArray x, NDArray w) {
    List<NDArray> inputs = List.of(x.duplicate(), w.duplicate());
    inputs.forEach(input -> input.setRequiresGradient(true));
    try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
      NDArray y = layer.apply(inputs.get(0), inputs.get(1));
      gradients.backward(y.mul(0.02).sin().sum()); // whose slope a rounding barely changes
      List<NDArray> results = new ArrayList<>(List.of(y));
      inputs.forEach(input -> results.add(input.getGradient()));
      return results;
    }
  }

  private static void assertSame(List<NDArray> found, List<NDArray> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(found.get(i).getShape()).isEqualTo(wanted.get(i).getShape());
      assertThat(found.get(i).sub(wanted.get(i)).abs().max().getDouble()).isLessThan(1e-9);
    }
  }
}
