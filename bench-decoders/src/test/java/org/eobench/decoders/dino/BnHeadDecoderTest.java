package org.eobench.decoders.dino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Objects;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BnHeadDecoderTest {
  private static final int WIDTH = 3;
  private static final int CLASSES = 2;
  private static final int POSITIONS = 4 * 5;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void equalsASlowDefinitionInTraining() {
    Decoder decoder = decoder(2);
    decoder.setTraining(true);
    NDArray[] maps = maps();
    float[] actual = decoder.decode(Fixture.maps(maps), 4, 5).toFloatArray();
    assertEquals(actual, slow(decoder, maps, true));
  }

  @Test
  void equalsASlowDefinitionInEvaluationWithTheRunningStatistics() {
    Decoder decoder = decoder(2);
    NDArray[] maps = maps();
    decoder.setTraining(true);
    decoder.decode(Fixture.maps(maps), 4, 5);
    decoder.setTraining(false);
    float[] actual = decoder.decode(Fixture.maps(maps), 4, 5).toFloatArray();
    assertEquals(actual, slow(decoder, maps, false));
  }

  private NDArray[] maps() {
    return new NDArray[] {
      fixture.map(WIDTH, 4, 5, 1),
      fixture.map(WIDTH, 4, 5, 2),
      fixture.map(WIDTH, 4, 5, 3),
      fixture.map(WIDTH, 4, 5, 4)
    };
  }

  /** Each channel of the last two maps normalised by itself, then a weighted sum over all. */
  private static double[] slow(Decoder decoder, NDArray[] maps, boolean batchStatistics) {
    float[] weight = values(decoder, "conv_seg.weight");
    double[] logits = new double[2 * CLASSES * POSITIONS];
    for (int channel = 0; channel < 2 * WIDTH; channel++) {
      float[] map = maps[2 + channel / WIDTH].toFloatArray();
      double mean = batchStatistics ? 0 : values(decoder, "bn.running_mean")[channel];
      double variance = batchStatistics ? 0 : values(decoder, "bn.running_var")[channel];
      if (batchStatistics) {
        for (int i = 0; i < 2 * POSITIONS; i++) {
          mean += at(map, channel, i) / (2 * POSITIONS);
        }
        for (int i = 0; i < 2 * POSITIONS; i++) {
          variance += Math.pow(at(map, channel, i) - mean, 2) / (2 * POSITIONS);
        }
      }
      for (int i = 0; i < 2 * POSITIONS; i++) {
        double normed = (at(map, channel, i) - mean) / Math.sqrt(variance + 1e-5);
        for (int k = 0; k < CLASSES; k++) {
          int place = (i / POSITIONS * CLASSES + k) * POSITIONS + i % POSITIONS;
          logits[place] += normed * weight[k * 2 * WIDTH + channel];
        }
      }
    }
    return logits;
  }

  /** Value of a channel at position i of both samples. */
  private static double at(float[] map, int channel, int i) {
    return map[(i / POSITIONS * WIDTH + channel % WIDTH) * POSITIONS + i % POSITIONS];
  }

  private static void assertEquals(float[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void startsFromSmallWeightsAndNoBias() {
    Decoder decoder =
        fixture.seeded(
            new BnHeadDecoder(
                new BnHeadConfig(4, null, 0, TemporalKeys.NONE),
                fixture.context(Fixture.plain(768, 14, 224), 20)));
    assertThat(decoder.tensors().keySet())
        .containsExactly(
            "conv_seg.weight",
            "conv_seg.bias",
            "bn.weight",
            "bn.bias",
            "bn.running_mean",
            "bn.running_var",
            "bn.num_batches_tracked");
    float[] weight = values(decoder, "conv_seg.weight");
    double squares = 0;
    for (float value : weight) {
      squares += (double) value * value;
    }
    assertThat(Math.sqrt(squares / weight.length)).isCloseTo(0.01, within(0.0002));
    assertThat(values(decoder, "conv_seg.bias")).containsOnly(0);
  }

  @Test
  void bringsMapsToTheSizeOfTheFirstAfterResizingThem() {
    EncoderSpec encoder =
        Fixture.spec(
            32, true, List.of(new EncoderSpec.Level(4, 4), new EncoderSpec.Level(WIDTH, 8)));
    Decoder decoder =
        fixture.seeded(
            new BnHeadDecoder(
                new BnHeadConfig(2, List.of(0.5, 2.0), 0, TemporalKeys.NONE),
                fixture.context(encoder, CLASSES)));
    NDArray fine = fixture.map(4, 4, 6, 1);
    NDArray deep = fixture.map(WIDTH, 2, 3, 2);
    assertThat(decoder.decode(Fixture.maps(fine, deep), 9, 5).getShape())
        .isEqualTo(new Shape(2, CLASSES, 9, 5));
    // Halved by means of 2×2, a pattern of +1 and -1 is nothing.
    NDArray pattern = fine.getManager().create(new float[] {1, -1, -1, 1}, new Shape(1, 1, 2, 2));
    NDArray flat = fine.getManager().zeros(fine.getShape());
    NDArray checks = flat.add(pattern.tile(new long[] {2, 4, 2, 3}));
    assertThat(decoder.decode(Fixture.maps(checks, deep), 2, 3).toFloatArray())
        .isEqualTo(decoder.decode(Fixture.maps(flat, deep), 2, 3).toFloatArray());
  }

  @Test
  void refusesMoreLevelsThanTheEncoderGives() {
    assertThatThrownBy(() -> decoder(5))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("takes the last 5 maps, but the encoder returns 4")
        .hasMessageContaining("decoder.num_levels=4");
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    assertThatThrownBy(() -> new BnHeadConfig(0, null, 0, TemporalKeys.NONE))
        .hasMessageContaining("num_levels=0");
    assertThatThrownBy(() -> new BnHeadConfig(2, List.of(1.0), 0, TemporalKeys.NONE))
        .hasMessageContaining("resize_factors=[1.0] must be 2 positive numbers");
    assertThatThrownBy(() -> new BnHeadConfig(1, List.of(-1.0), 0, TemporalKeys.NONE))
        .hasMessageContaining("resize_factors=[-1.0]");
  }

  private Decoder decoder(int levels) {
    return fixture.seeded(
        new BnHeadDecoder(
            new BnHeadConfig(levels, null, 0, TemporalKeys.NONE),
            fixture.context(Fixture.plain(WIDTH, 8, 32), CLASSES)));
  }

  private static float[] values(Decoder decoder, String name) {
    return Objects.requireNonNull(decoder.tensors().get(name), name).array().toFloatArray();
  }
}
