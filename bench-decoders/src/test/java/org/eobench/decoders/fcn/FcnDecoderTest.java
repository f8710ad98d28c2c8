package org.eobench.decoders.fcn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.fcn.FcnDecoderConfig.LogitsActivation;
import org.eobench.decoders.neck.InterpMethod;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FcnDecoderTest {
  private static final EncoderSpec ENCODER = Fixture.plain(6, 4, 32);

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void hasTheOriginalsNumberOfParameters() {
    FcnDecoderConfig config =
        new FcnDecoderConfig(
            512,
            4,
            3,
            true,
            1,
            0.1,
            InterpMethod.PIXEL_SHUFFLE,
            LogitsActivation.NONE,
            TemporalKeys.NONE);
    FcnDecoder decoder = new FcnDecoder(config, fixture.context(Fixture.plain(768, 16, 224), 2));
    assertThat(Fixture.parameters(decoder)).isEqualTo(16_782_848);
    assertThat(decoder.tensors().keySet())
        .contains("convs.3.norm.running_var", "conv_cat.conv.weight", "conv_seg.conv.bias");
  }

  @Test
  void clipsLogitsAtZeroOnlyWhenAsked() {
    NDArray map = fixture.map(6, 8, 8, 1);
    float[] free = decode(LogitsActivation.NONE, InterpMethod.PIXEL_SHUFFLE, map);
    float[] clipped = decode(LogitsActivation.RELU, InterpMethod.PIXEL_SHUFFLE, map);
    boolean negative = false;
    for (int i = 0; i < free.length; i++) {
      assertThat(clipped[i]).isEqualTo(Math.max(0, free[i]));
      negative |= free[i] < 0;
    }
    assertThat(negative).isTrue();
  }

  @Test
  void dilationSpreadsTheTapsAndKeepsTheSize() {
    NDArray map = fixture.map(6, 9, 7, 2);
    FcnDecoder decoder = decoder(config(2, 0, false));
    assertThat(decoder.decode(Fixture.maps(map), 9, 7).getShape()).isEqualTo(new Shape(2, 3, 9, 7));
    float[] before = decoder.decode(Fixture.maps(map), 9, 7).toFloatArray();
    map.set(new NDIndex(":, :, 4, 2"), 5f);
    float[] after = decoder.decode(Fixture.maps(map), 9, 7).toFloatArray();
    for (int row = 0; row < 9; row++) {
      for (int column = 0; column < 7; column++) {
        boolean reached =
            Math.abs(row - 4) <= 2 && Math.abs(column - 2) <= 2 && row % 2 == 0 && column % 2 == 0;
        int at = row * 7 + column;
        assertThat(before[at] != after[at]).as("%d, %d", row, column).isEqualTo(reached);
      }
    }
  }

  @Test
  void dropsChannelsInTraining() {
    NDArray map = fixture.map(6, 8, 8, 3);
    assertThat(training(0.5, map, 1)).isNotEqualTo(training(0.5, map, 2));
    assertThat(training(0, map, 1)).isEqualTo(training(0, map, 2));
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    assertThatThrownBy(() -> config(0, 0, true)).hasMessageContaining("dilation=0");
    assertThatThrownBy(() -> config(1, 1, true)).hasMessageContaining("dropout=1.0");
    assertThatThrownBy(
            () ->
                new FcnDecoderConfig(
                    8,
                    1,
                    4,
                    true,
                    1,
                    0,
                    InterpMethod.INTERPOLATE,
                    LogitsActivation.NONE,
                    TemporalKeys.NONE))
        .hasMessageContaining("kernel_size=4");
  }

  private float[] training(double dropout, NDArray map, long seed) {
    FcnDecoder decoder = decoder(config(1, dropout, true));
    decoder.setTraining(true);
    fixture.ops().seed(seed);
    return decoder.decode(Fixture.maps(map), 8, 8).toFloatArray();
  }

  private float[] decode(LogitsActivation activation, InterpMethod method, NDArray map) {
    return decoder(
            new FcnDecoderConfig(8, 2, 3, true, 1, 0.1, method, activation, TemporalKeys.NONE))
        .decode(Fixture.maps(map), 32, 32)
        .toFloatArray();
  }

  private static FcnDecoderConfig config(int dilation, double dropout, boolean concat) {
    return new FcnDecoderConfig(
        8,
        1,
        3,
        concat,
        dilation,
        dropout,
        InterpMethod.INTERPOLATE,
        LogitsActivation.NONE,
        TemporalKeys.NONE);
  }

  private FcnDecoder decoder(FcnDecoderConfig config) {
    return fixture.seeded(new FcnDecoder(config, fixture.context(ENCODER, 3)));
  }
}
