package org.eobench.decoders.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UNetDecoderTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static EncoderSpec pyramid(int finest, int... widths) {
    List<EncoderSpec.Level> levels = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      levels.add(new EncoderSpec.Level(widths[i], finest << i));
    }
    return Fixture.spec(32, true, levels);
  }

  @Test
  void hasTheOriginalsNumberOfParametersAndNames() {
    UNetDecoder decoder =
        new UNetDecoder(
            new UNetDecoderConfig(TemporalKeys.NONE),
            fixture.context(pyramid(1, 64, 128, 256, 512, 512), 2));
    // With the 9 412 608 of the encoder for six bands, the 14 790 722 of the whole U-Net.
    assertThat(Fixture.parameters(decoder)).isEqualTo(5_378_114);
    assertThat(decoder.tensors().keySet())
        .contains("decoder.up_seq.up4.up.weight", "decoder.up_seq.up1.conv.conv.4.running_mean");
  }

  @Test
  void takesMapsOfWhichHalvingLostARowOrRoundedUp() {
    UNetDecoder decoder =
        fixture.seeded(
            new UNetDecoder(
                new UNetDecoderConfig(TemporalKeys.NONE), fixture.context(pyramid(1, 4, 6), 2)));
    NDArray fine = fixture.map(4, 7, 5, 1);
    assertThat(decoder.decode(Fixture.maps(fine, fixture.map(6, 3, 2, 2)), 7, 5).getShape())
        .isEqualTo(new Shape(2, 2, 7, 5));
    assertThat(decoder.decode(Fixture.maps(fine, fixture.map(6, 4, 3, 2)), 7, 5).getShape())
        .isEqualTo(new Shape(2, 2, 7, 5));
  }

  @Test
  void enlargesWhereTheFinestMapIsCoarserThanTheImage() {
    UNetDecoder decoder =
        fixture.seeded(
            new UNetDecoder(
                new UNetDecoderConfig(TemporalKeys.NONE), fixture.context(pyramid(4, 4, 6), 2)));
    assertThat(
            decoder
                .decode(Fixture.maps(fixture.map(4, 8, 8, 1), fixture.map(6, 4, 4, 2)), 32, 31)
                .getShape())
        .isEqualTo(new Shape(2, 2, 32, 31));
  }

  @Test
  void predictsOneValuePerPixelAsARegressionAndRefusesClasses() {
    UNetDecoderConfig config = new UNetDecoderConfig(TemporalKeys.NONE);
    Decoder decoder =
        fixture.seeded(UNetDecoder.regression(config, fixture.context(pyramid(1, 4, 6), 1)));
    assertThat(
            decoder
                .decode(Fixture.maps(fixture.map(4, 8, 8, 1), fixture.map(6, 4, 4, 2)), 8, 8)
                .getShape())
        .isEqualTo(new Shape(2, 1, 8, 8));
    assertThatThrownBy(() -> UNetDecoder.regression(config, fixture.context(pyramid(1, 4, 6), 3)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NoRegression]")
        .hasMessageContaining("3 classes");
  }

  @Test
  void refusesMapsOfOneSizeAndASingleMap() {
    assertThatThrownBy(
            () ->
                new UNetDecoder(
                    new UNetDecoderConfig(TemporalKeys.NONE),
                    fixture.context(Fixture.plain(8, 16, 32), 2)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[16, 16, 16, 16]")
        .hasMessageContaining("seg_upernet");
    assertThatThrownBy(
            () ->
                new UNetDecoder(
                    new UNetDecoderConfig(TemporalKeys.NONE), fixture.context(pyramid(8, 4), 2)))
        .hasMessageContaining("[8]");
  }
}
