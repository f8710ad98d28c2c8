package org.eobench.decoders;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.decoders.neck.FeatureLevels;
import org.eobench.decoders.neck.InterpMethod;
import org.eobench.decoders.neck.Mixing;
import org.eobench.decoders.segformer.SegFormerDecoder;
import org.eobench.decoders.segformer.SegFormerDecoderConfig;
import org.eobench.decoders.temporal.TemporalKeys;
import org.eobench.decoders.upernet.UperNetDecoder;
import org.eobench.decoders.upernet.UperNetDecoderConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole decoders with fast and plain mixing, on weights of the same names. */
class MixingTest {
  private static final int CLASSES = 3;
  private static final int CHANNELS = 48;

  /** Rows and columns of the finest map, of which halves and quarters are no whole numbers. */
  private static final int[][] SIZES = {{13, 18}, {9, 9}, {15, 8}};

  /**
   * The least scale of a difference, as a share of the largest value: what batch statistics make 0,
   * such as the gradient of a bias before them, is rounding alone.
   */
  private static final double FLOOR = 0.01;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void upernetIsTheSameEitherWay() {
    compare(mixing -> upernet(mixing, pyramid()), pyramid());
    compare(mixing -> upernet(mixing, Fixture.plain(8, 8, 64)), Fixture.plain(8, 8, 64));
  }

  @Test
  void segformerIsTheSameEitherWay() {
    compare(mixing -> segformer(mixing, pyramid()), pyramid());
    compare(mixing -> segformer(mixing, Fixture.plain(8, 8, 64)), Fixture.plain(8, 8, 64));
  }

  private static EncoderSpec pyramid() {
    return Fixture.spec(
        64,
        true,
        List.of(
            new EncoderSpec.Level(6, 4),
            new EncoderSpec.Level(8, 8),
            new EncoderSpec.Level(10, 16),
            new EncoderSpec.Level(12, 32)));
  }

  private Decoder upernet(Mixing mixing, EncoderSpec encoder) {
    var config =
        new UperNetDecoderConfig(
            CHANNELS, List.of(1, 2), 0, InterpMethod.INTERPOLATE, mixing, TemporalKeys.NONE);
    return inDouble(new UperNetDecoder(config, fixture.context(encoder, CLASSES)));
  }

  private Decoder segformer(Mixing mixing, EncoderSpec encoder) {
    var config =
        new SegFormerDecoderConfig(CHANNELS, 0, FeatureLevels.ALL, mixing, TemporalKeys.NONE);
    return inDouble(new SegFormerDecoder(config, fixture.context(encoder, CLASSES)));
  }

  /** In double no value lies so near a kink of ReLU that another order of sums moves it across. */
  private Decoder inDouble(Decoder decoder) {
    fixture.seeded(decoder);
    decoder
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.dataType().isFloating()) {
                tensor.set(tensor.array().toType(DataType.FLOAT64, true));
              }
            });
    return decoder;
  }

  private void compare(Function<Mixing, Decoder> maker, EncoderSpec encoder) {
    for (int[] size : SIZES) {
      for (boolean training : new boolean[] {true, false}) {
        Map<String, double[]> plain = run(maker.apply(Mixing.PLAIN), encoder, size, training);
        Map<String, double[]> fast = run(maker.apply(Mixing.FAST), encoder, size, training);
        assertThat(fast.keySet()).isEqualTo(plain.keySet());
        double floor = FLOOR * largest(plain.values());
        plain.forEach(
            (name, wanted) ->
                assertThat(worst(fast.getOrDefault(name, new double[0]), wanted, floor))
                    .as("%s at %d x %d, training %s", name, size[0], size[1], training)
                    .isLessThan(1e-9));
        assertThat(fast.get("logits"))
            .as("sums in another order")
            .isNotEqualTo(plain.get("logits"));
      }
    }
  }

  /** Logits, buffers, and the gradients of the sum of their squares. */
  private Map<String, double[]> run(
      Decoder decoder, EncoderSpec encoder, int[] size, boolean training) {
    decoder.setTraining(training);
    List<NDArray> maps = new ArrayList<>();
    for (int i = 0; i < encoder.levels().size(); i++) {
      int halved = encoder.pyramid() ? i : 0;
      int width = encoder.levels().get(i).width();
      NDArray map =
          fixture
              .map(width, half(size[0], halved), half(size[1], halved), i)
              .toType(DataType.FLOAT64, true);
      map.setRequiresGradient(true);
      maps.add(map);
    }
    Map<String, double[]> results = new LinkedHashMap<>();
    try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
      NDArray logits = decoder.decode(new FeatureMaps(maps), 31, 43);
      results.put("logits", logits.toDoubleArray());
      tape.backward(logits.mul(logits).sum());
    }
    for (NDArray map : maps) {
      results.put("map " + results.size(), map.getGradient().toDoubleArray());
    }
    decoder
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.dataType().isFloating()) {
                NDArray array = tensor.array();
                NDArray shown = tensor.isBuffer() ? array : array.getGradient();
                results.put(name, shown.toDoubleArray());
              }
            });
    return results;
  }

  private static int half(int size, int times) {
    return (size + (1 << times) - 1) >> times;
  }

  /** The largest difference, relative to the largest value, or to {@code floor} below that. */
  private static double worst(double[] found, double[] wanted, double floor) {
    assertThat(found).hasSameSizeAs(wanted);
    double worst = 0;
    for (int i = 0; i < wanted.length; i++) {
      worst = Math.max(worst, Math.abs(found[i] - wanted[i]));
    }
    return worst / Math.max(floor, largest(List.of(wanted)));
  }

  private static double largest(Collection<double[]> arrays) {
    double largest = 0;
    for (double[] array : arrays) {
      for (double value : array) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }
}
