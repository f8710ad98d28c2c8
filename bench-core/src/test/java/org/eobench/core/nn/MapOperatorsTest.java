package org.eobench.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.ReferenceMaps;
import org.eobench.core.testing.ReferenceMaps.Maps;
import org.eobench.core.testing.Tensors;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Convolutions, pooling, resizing and batch norm against their definitions in double. */
class MapOperatorsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void convolutionIsItsDefinition() {
    ConvOptions plain = ConvOptions.DEFAULT;
    checkConvolution(plain, 3);
    checkConvolution(plain.padding(1), 3);
    checkConvolution(plain.stride(2).padding(1), 3);
    checkConvolution(plain.padding(2).dilation(2), 3);
    checkConvolution(plain.groups(2).padding(1), 3);
    checkConvolution(plain.stride(4).padding(1), 4);
    checkConvolution(plain, 1);
  }

  private void checkConvolution(ConvOptions options, int size) {
    Maps in = maps(1, 2, 4, 7, 9);
    Maps kernel = maps(2, 6, 4 / options.groups(), size, size);
    double[] bias = Tensors.values(6, 3);
    NDArray result = ops.conv2d(array(in), array(kernel), manager.create(bias), options);
    check(result, ReferenceMaps.conv(in, kernel, bias, options));
  }

  @Test
  void transposedConvolutionIsItsDefinition() {
    Maps in = maps(1, 2, 3, 4, 5);
    Maps kernel = maps(2, 3, 4, 2, 2);
    double[] bias = Tensors.values(4, 3);
    for (int stride : new int[] {1, 2, 3}) {
      NDArray result = ops.convTranspose2d(array(in), array(kernel), manager.create(bias), stride);
      check(result, ReferenceMaps.convTranspose(in, kernel, bias, stride));
    }
  }

  @Test
  void adaptivePoolingAveragesCellsThatCoverTheMap() {
    Maps in = maps(1, 2, 3, 14, 15);
    for (int side : new int[] {1, 2, 3, 6}) {
      check(
          ops.adaptiveAvgPool2d(array(in), side, side),
          ReferenceMaps.adaptiveAverage(in, side, side));
    }
  }

  @Test
  void maxPoolingDropsTheOddRest() {
    NDArray x = manager.arange(15f).reshape(1, 1, 3, 5);
    assertThat(ops.maxPool2d(x, 2, 2).toFloatArray()).containsExactly(6, 8);
  }

  @Test
  void resizingFollowsTheKernels() {
    Maps in = maps(1, 1, 2, 7, 9);
    int[][] sizes = {{14, 5}, {3, 4}, {7, 9}, {10, 18}};
    for (int[] size : sizes) {
      check(in, size, Interpolation.BILINEAR, 1, 0, false);
      check(in, size, Interpolation.BICUBIC, 2, -0.75, false);
      check(in, size, Interpolation.BILINEAR_ANTIALIASED, 1, 0, true);
      check(in, size, Interpolation.BICUBIC_ANTIALIASED, 2, -0.5, true);
    }
  }

  private void check(
      Maps in, int[] size, Interpolation mode, int support, double a, boolean antialias) {
    NDArray result = ops.interpolate(array(in), size[0], size[1], mode);
    Maps wanted = ReferenceMaps.resize(in, size[0], size[1], support, a, antialias);
    assertThat(result.toDoubleArray()).as(mode.name()).containsExactly(wanted.values(), EXACT);
  }

  @Test
  void nearestTakesTheFlooredSource() {
    NDArray x = manager.create(new float[] {0, 1, 2, 3, 4}, new Shape(1, 1, 1, 5));
    assertThat(ops.interpolate(x, 1, 3, Interpolation.NEAREST).toFloatArray())
        .containsExactly(0, 1, 3);
  }

  @Test
  void pixelShuffleSpreadsChannelsOverSquares() {
    NDArray x = manager.arange(8f).reshape(1, 4, 1, 2);
    assertThat(ops.pixelShuffle(x, 2).toFloatArray()).containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
  }

  @Test
  void batchNormTrainsOnTheBatchAndRemembersItsUnbiasedVariance() {
    BatchNorm2d norm = new BatchNorm2d(ops, 2);
    Tensors.randomize(norm.tensors(), manager, 4);
    float[] gamma = tensor(norm, "weight").toFloatArray();
    float[] beta = tensor(norm, "bias").toFloatArray();
    Maps in = maps(1, 3, 2, 4, 5);
    NDArray x = manager.create(Tensors.toFloats(in.values()), new Shape(3, 2, 4, 5));
    norm.setTraining(true);
    float[] trained = norm.forward(x).toFloatArray();
    norm.setTraining(false);
    float[] evaluated = norm.forward(x).toFloatArray();
    for (int c = 0; c < 2; c++) {
      double mean = 0;
      double squares = 0;
      for (int b = 0; b < 3; b++) {
        for (int i = 0; i < 20; i++) {
          double value = in.values()[(b * 2 + c) * 20 + i];
          mean += value / 60;
          squares += value * value;
        }
      }
      double variance = squares / 60 - mean * mean;
      double runningMean = 0.1 * mean;
      double runningVar = 0.9 + 0.1 * variance * 60 / 59;
      for (int b = 0; b < 3; b++) {
        for (int i = 0; i < 20; i++) {
          int at = (b * 2 + c) * 20 + i;
          double batch = (in.values()[at] - mean) / Math.sqrt(variance + 1e-5);
          double running = (in.values()[at] - runningMean) / Math.sqrt(runningVar + 1e-5);
          assertThat((double) trained[at]).isCloseTo(batch * gamma[c] + beta[c], within(1e-5));
          assertThat((double) evaluated[at]).isCloseTo(running * gamma[c] + beta[c], within(1e-5));
        }
      }
      assertThat((double) tensor(norm, "running_mean").getFloat(c))
          .isCloseTo(runningMean, within(1e-6));
      assertThat((double) tensor(norm, "running_var").getFloat(c))
          .isCloseTo(runningVar, within(1e-6));
    }
    assertThat(tensor(norm, "num_batches_tracked").getLong()).isEqualTo(1);
  }

  @Test
  void batchNormRefusesToTrainOnOneValuePerChannel() {
    BatchNorm2d norm = new BatchNorm2d(ops, 2);
    Weights.initialize(norm.tensors(), manager, 1);
    norm.setTraining(true);
    NDArray one = manager.ones(new Shape(1, 2, 1, 1));
    assertThatThrownBy(() -> norm.forward(one))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/BatchTooSmall]")
        .hasMessageContaining("(1, 2, 1, 1)")
        .hasMessageContaining("batch_size");
    norm.setTraining(false);
    assertThat(norm.forward(one).getShape()).isEqualTo(one.getShape());
  }

  @Test
  void fusedBlockEqualsItsPartsAndMovesTheSameStatistics() {
    for (boolean training : new boolean[] {true, false}) {
      ConvNormAct block = new ConvNormAct(ops, 4, 6, 3, true, Activation.RELU, "0", "1");
      Tensors.randomize(block.tensors(), manager, 5);
      Conv2d conv = new Conv2d(ops, 4, 6, 3, true);
      BatchNorm2d norm = new BatchNorm2d(ops, 6);
      conv.tensors().forEach((name, part) -> part.set(tensor(block, "0." + name).duplicate()));
      norm.tensors().forEach((name, part) -> part.set(tensor(block, "1." + name).duplicate()));
      block.setTraining(training);
      norm.setTraining(training);
      NDArray x = Tensors.floats(manager, 1, 2, 4, 5, 6);
      NDArray parts = ops.relu(norm.forward(conv.forward(x)));
      assertThat(block.forward(x).toFloatArray()).isEqualTo(parts.toFloatArray());
      norm.tensors()
          .forEach((name, part) -> assertThat(tensor(block, "1." + name)).isEqualTo(part.array()));
    }
  }

  private static NDArray tensor(Module module, String name) {
    return java.util.Objects.requireNonNull(module.tensors().get(name)).array();
  }

  private static Maps maps(long seed, int batch, int channels, int height, int width) {
    double[] values = Tensors.values((long) batch * channels * height * width, seed);
    return new Maps(values, batch, channels, height, width);
  }

  private NDArray array(Maps maps) {
    return manager.create(
        maps.values(), new Shape(maps.batch(), maps.channels(), maps.height(), maps.width()));
  }

  private static void check(NDArray result, Maps wanted) {
    assertThat(result.getShape())
        .isEqualTo(new Shape(wanted.batch(), wanted.channels(), wanted.height(), wanted.width()));
    assertThat(result.toDoubleArray()).containsExactly(wanted.values(), EXACT);
  }
}
