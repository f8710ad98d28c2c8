package org.eobench.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.nn.torch.NativeMemory;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Levels mixed at their own size against levels resized, joined and then mixed. */
class LevelMixingTest {
  private static final int OUT = 5;

  /** Halves, other whole ratios, none at all, taller but narrower, finer, and a single row. */
  private static final List<List<Size>> PYRAMIDS =
      List.of(
          List.of(new Size(40, 16, 16), new Size(40, 8, 8), new Size(40, 4, 4), new Size(40, 2, 2)),
          List.of(new Size(33, 15, 21), new Size(70, 5, 7), new Size(41, 3, 3)),
          List.of(new Size(60, 13, 11), new Size(61, 7, 6), new Size(62, 4, 3), new Size(63, 2, 1)),
          List.of(new Size(50, 9, 17), new Size(50, 11, 3), new Size(3, 4, 8), new Size(50, 1, 5)),
          List.of(new Size(4, 6, 5), new Size(4, 12, 10), new Size(4, 6, 5)),
          List.of(new Size(60, 1, 9), new Size(60, 1, 2)),
          List.of(new Size(20, 5, 4)));

  private final NDManager manager = NDManager.newBaseManager();

  private record Size(int depth, int rows, int columns) {
    Shape shape() {
      return new Shape(2, depth, rows, columns);
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(Layer.class)
  void equalsTheJoinedFormForwardAndBackward(Layer kind) {
    TorchOps ops = new TorchOps(manager, Precision.FP32);
    for (List<Size> sizes : PYRAMIDS) {
      assertEqualsTheJoinedForm(kind, ops, sizes, true);
      assertEqualsTheJoinedForm(kind, ops, sizes, false);
    }
  }

  /** Each of the two images is a group of its own. */
  @Test
  void groupsOfImagesAreMixedAsOne() {
    Size coarse = new Size(64, 32, 64);
    long rows = 3L * (coarse.rows + coarse.rows + coarse.rows);
    assertThat(2 * rows * 256 * ConvOptions.WIDE * Float.BYTES).isGreaterThan(NativeMemory.BLOCK);
    TorchOps ops = new TorchOps(manager, Precision.FP32);
    List<Size> sizes = List.of(new Size(8, 64, 256), coarse, coarse, coarse);
    assertEqualsTheJoinedForm(Layer.WIDE_DILATED, ops, sizes, true);
  }

  private void assertEqualsTheJoinedForm(
      Layer kind, TorchOps ops, List<Size> sizes, boolean training) {
    List<NDArray> levels = doubles(sizes);
    Map<String, double[]> plain = run(kind, ops, levels, training, joined(ops), true);
    Map<String, double[]> mixed = run(kind, ops, levels, training, ConvNormAct::mix, true);
    assertThat(mixed.keySet()).isEqualTo(plain.keySet()).contains("output", "x0");
    plain.forEach(
        (name, wanted) ->
            assertThat(worst(mixed.getOrDefault(name, new double[0]), wanted))
                .as("%s of %s, training %s", name, sizes, training)
                .isLessThan(1e-11));
  }

  @ParameterizedTest
  @EnumSource(Layer.class)
  void staysWithinBfloat16(Layer kind) {
    TorchOps full = new TorchOps(manager, Precision.FP32);
    TorchOps low = new TorchOps(manager, Precision.BF16);
    for (List<Size> sizes : PYRAMIDS.subList(0, 4)) {
      List<NDArray> levels = floats(sizes);
      Map<String, double[]> exact = run(kind, full, levels, false, joined(full), false);
      Map<String, double[]> rounded = run(kind, low, levels, false, ConvNormAct::mix, false);
      exact.forEach(
          (name, wanted) ->
              assertThat(distance(rounded.getOrDefault(name, new double[0]), wanted))
                  .as("%s of %s", name, sizes)
                  .isLessThan(name.equals("output") ? 0.01 : 0.05));
      assertThat(rounded.get("output")).isNotEqualTo(exact.get("output"));
    }
  }

  @Test
  void mixesAheadWhereThatIsLessWork() {
    LevelMixing wide = mixing(3, 512, 56, 28, 14, 7);
    assertThat(Stream.of(1, 2, 3).map(wide::ahead)).containsExactly(true, true, true);
    assertThat(wide.ahead(0)).isFalse();
    LevelMixing narrow = mixing(3, 8, 16, 8, 4, 2);
    // 9·8·256 = 18432 resized; 9·8·64 + 9·64·16 + 3·8·256 = 19968 at its own size.
    assertThat(Stream.of(1, 2, 3).map(narrow::ahead)).containsExactly(false, true, true);
    assertThat(mixing(1, 512, 7, 14, 7).ahead(1)).isFalse();
  }

  @Test
  void refusesConvolutionsThatChangeTheSize() {
    List<Shape> levels = List.of(new Shape(1, 2, 4, 4));
    assertThatThrownBy(() -> new LevelMixing(ConvOptions.DEFAULT, 3, 2, levels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("padding=0");
    assertThatThrownBy(() -> new LevelMixing(ConvOptions.DEFAULT.stride(2), 1, 2, levels))
        .hasMessageContaining("stride=2");
  }

  /** Geometry of the layer that mixes. */
  private enum Layer {
    POINTWISE(OUT, 1, 1, false),
    THREE(OUT, 3, 1, true),
    FIVE(OUT, 5, 1, false),
    DILATED(OUT, 3, 2, true),
    WIDE_POINTWISE(ConvOptions.WIDE, 1, 1, true),
    WIDE_DILATED(ConvOptions.WIDE, 3, 2, false);

    private final int out;
    private final int kernel;
    private final int dilation;
    private final boolean bias;

    Layer(int out, int kernel, int dilation, boolean bias) {
      this.out = out;
      this.kernel = kernel;
      this.dilation = dilation;
      this.bias = bias;
    }

    ConvNormAct create(TorchOps ops, int in) {
      return new ConvNormAct(ops, in, out, kernel, bias, dilation, Activation.GELU, "conv", "norm");
    }
  }

  private static LevelMixing mixing(int kernel, int depth, int... sides) {
    List<Shape> levels = new ArrayList<>();
    for (int side : sides) {
      levels.add(new Shape(2, depth, side, side));
    }
    return new LevelMixing(ConvOptions.DEFAULT.padding(kernel / 2), kernel, OUT, levels);
  }

  private List<NDArray> doubles(List<Size> sizes) {
    List<NDArray> levels = new ArrayList<>();
    sizes.forEach(s -> levels.add(Tensors.doubles(manager, levels.size(), s.shape().getShape())));
    return levels;
  }

  private List<NDArray> floats(List<Size> sizes) {
    List<NDArray> levels = new ArrayList<>();
    sizes.forEach(s -> levels.add(Tensors.floats(manager, levels.size(), s.shape().getShape())));
    return levels;
  }

  /** All levels at the size of the first, as one map. */
  private static BiFunction<ConvNormAct, List<NDArray>, NDArray> joined(TorchOps ops) {
    return (layer, levels) -> {
      Shape first = levels.get(0).getShape();
      NDList all = new NDList();
      for (NDArray level : levels) {
        int rows = (int) first.get(2);
        int columns = (int) first.get(3);
        all.add(ops.interpolate(level, rows, columns, Interpolation.BILINEAR));
      }
      return layer.forward(all.size() == 1 ? all.get(0) : NDArrays.concat(all, 1));
    };
  }

  /** Output, moved statistics, and gradients of a random projection for levels and parameters. */
  private Map<String, double[]> run(
      Layer kind,
      TorchOps ops,
      List<NDArray> levels,
      boolean training,
      BiFunction<ConvNormAct, List<NDArray>, NDArray> form,
      boolean inDouble) {
    int in = levels.stream().mapToInt(level -> (int) level.getShape().get(1)).sum();
    ConvNormAct layer = kind.create(ops, in);
    layer.setTraining(training);
    fill(layer, inDouble);
    levels.forEach(level -> level.setRequiresGradient(true));
    levels.forEach(level -> level.getGradient().subi(level.getGradient()));
    Map<String, double[]> results = new LinkedHashMap<>();
    try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
      NDArray output = form.apply(layer, levels);
      results.put("output", values(output));
      long[] shape = output.getShape().getShape();
      NDArray projection =
          inDouble ? Tensors.doubles(manager, 8, shape) : Tensors.floats(manager, 8, shape);
      gradients.backward(output.mul(projection).sum());
    }
    for (int i = 0; i < levels.size(); i++) {
      results.put("x" + i, values(levels.get(i).getGradient()));
      levels.get(i).setRequiresGradient(false);
    }
    layer
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.dataType() == DataType.FLOAT32) {
                NDArray array = tensor.array();
                results.put(name, values(tensor.isBuffer() ? array : array.getGradient()));
              }
            });
    return results;
  }

  private void fill(ConvNormAct layer, boolean inDouble) {
    Tensors.randomize(layer.tensors(), manager, 3);
    layer
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (inDouble && tensor.dataType() == DataType.FLOAT32) {
                tensor.set(tensor.array().toType(DataType.FLOAT64, true));
              }
            });
  }

  private static double[] values(NDArray array) {
    return array.getDataType() == DataType.FLOAT64
        ? array.toDoubleArray()
        : Tensors.toDoubles(array.toFloatArray());
  }

  private static double worst(double[] found, double[] wanted) {
    assertThat(found).hasSameSizeAs(wanted);
    double worst = 0;
    for (int i = 0; i < wanted.length; i++) {
      worst = Math.max(worst, Math.abs(found[i] - wanted[i]) / (1 + Math.abs(wanted[i])));
    }
    return worst;
  }

  /** Of the difference, relative to the norm. */
  private static double distance(double[] rounded, double[] exact) {
    assertThat(rounded).hasSameSizeAs(exact);
    double error = 0;
    double norm = 0;
    for (int i = 0; i < exact.length; i++) {
      error += (rounded[i] - exact[i]) * (rounded[i] - exact[i]);
      norm += exact[i] * exact[i];
    }
    return Math.sqrt(error / Math.max(norm, 1e-30));
  }
}
