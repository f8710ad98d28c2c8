package org.eobench.decoders.upernet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.eobench.decoders.neck.InterpMethod;
import org.eobench.decoders.neck.Mixing;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UperNetDecoderTest {
  private static final int SIDE = 1024;
  private static final int ROUNDS = 3;

  /** Measured with one thread of a Zen 3 without oneDNN: 6.2 to 7.1. */
  private static final double STEP_IN_PRODUCTS = 7;

  private static final double TOLERATED = 2.5;

  private NDManager manager;
  private TorchOps ops;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu());
    ops = new TorchOps(manager, Precision.FP32);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void hasThePublishedNumberOfParametersOnFourLevelsOf768() {
    UperNetDecoder decoder = decoder(512, 2, plain(768, 16, 224), InterpMethod.INTERPOLATE);
    long count =
        decoder.tensors().values().stream()
            .filter(tensor -> !tensor.isBuffer())
            .mapToLong(tensor -> tensor.shape().size())
            .sum();
    assertThat(count).isEqualTo(39_344_898L);
  }

  @Test
  void needsNoNeckOnAPyramid() {
    EncoderSpec spec = plain(8, 4, 32);
    EncoderSpec pyramid = new EncoderSpec(spec.inputBands(), 32, spec.levels(), false, false, true);
    assertThat(decoder(4, 2, pyramid, InterpMethod.INTERPOLATE).tensors().keySet())
        .noneMatch(name -> name.startsWith("neck."))
        .contains("psp_modules.0.1.weight", "conv_seg.bias");
  }

  /**
   * A coarse guard of the speed, which is measured well by {@code benchmarks/}: a training step is
   * compared with a large matrix product on the same machine. A third of its speed is noticed; less
   * may be noise of the machine.
   */
  @Test
  void aTrainingStepKeepsUpWithMatrixProducts() {
    UperNetDecoder decoder = decoder(64, 2, plain(192, 16, 224), InterpMethod.INTERPOLATE);
    Weights.initialize(decoder.tensors(), manager, 1);
    decoder.setTraining(true);
    try (NDManager owner = manager.newSubManager()) {
      NDArray map = owner.randomNormal(new Shape(2, 192, 14, 14));
      FeatureMaps maps = new FeatureMaps(Collections.nCopies(4, map));
      NDArray matrix = owner.full(new Shape(SIDE, SIDE), 1f / SIDE);
      long step = Long.MAX_VALUE;
      long product = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        step = Math.min(step, nanos(() -> train(decoder, maps)));
        product = Math.min(product, nanos(() -> matrix.matMul(matrix).close()));
      }
      assertThat((double) step / product).isLessThan(STEP_IN_PRODUCTS * TOLERATED);
    }
  }

  private static void train(UperNetDecoder decoder, FeatureMaps maps) {
    try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
      NDArray logits = decoder.decode(maps, 224, 224);
      tape.backward(logits.mul(logits).mean());
      logits.close();
    }
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  @Test
  void pixelShufflePredictsEveryPixelOfTheImage() {
    EncoderSpec encoder = plain(8, 8, 32);
    UperNetDecoder decoder = decoder(4, 2, encoder, InterpMethod.PIXEL_SHUFFLE);
    // A position of the finest level stands for 2 x 2 pixels.
    assertThat(requireNonNull(decoder.tensors().get("conv_seg.weight")).shape())
        .isEqualTo(new Shape(2 * 4, 4, 1, 1));
    Weights.initialize(decoder.tensors(), manager, 1);
    assertThat(decoder.decode(maps(encoder, 4), 32, 32).getShape())
        .isEqualTo(new Shape(1, 2, 32, 32));
  }

  @Test
  void refusesAMapThatCannotBeHalved() {
    EncoderSpec encoder = plain(8, 8, 8);
    UperNetDecoder decoder = decoder(4, 2, encoder, InterpMethod.INTERPOLATE);
    Weights.initialize(decoder.tensors(), manager, 1);
    assertThatThrownBy(() -> decoder.decode(maps(encoder, 1), 8, 8))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("1 x 1")
        .hasMessageContaining("encoder.input_size");
  }

  @Test
  void refusesChannelsScalesAndDropoutOutOfRange() {
    assertThatThrownBy(() -> config(0, List.of(1), 0.1)).hasMessageContaining("channels=0");
    assertThatThrownBy(() -> config(4, List.of(0), 0.1)).hasMessageContaining("pool_scales=[0]");
    assertThatThrownBy(() -> config(4, List.of(1), 1)).hasMessageContaining("dropout=1.0");
  }

  private static UperNetDecoderConfig config(int channels, List<Integer> scales, double dropout) {
    return new UperNetDecoderConfig(
        channels, scales, dropout, InterpMethod.INTERPOLATE, Mixing.FAST, TemporalKeys.NONE);
  }

  private UperNetDecoder decoder(int channels, int classes, EncoderSpec spec, InterpMethod method) {
    return new UperNetDecoder(
        new UperNetDecoderConfig(
            channels, List.of(1, 2, 3, 6), 0.1, method, Mixing.FAST, TemporalKeys.NONE),
        new DecoderContext(ops, spec, classes, 1));
  }

  private static EncoderSpec plain(int width, int stride, int inputSize) {
    var level = new EncoderSpec.Level(width, stride);
    return new EncoderSpec(
        Map.of("optical", List.of("B4")),
        inputSize,
        List.of(level, level, level, level),
        false,
        false,
        false);
  }

  private FeatureMaps maps(EncoderSpec spec, int side) {
    List<NDArray> maps = new ArrayList<>();
    for (EncoderSpec.Level level : spec.levels()) {
      maps.add(manager.ones(new Shape(1, level.width(), side, side)));
    }
    return new FeatureMaps(maps);
  }
}
