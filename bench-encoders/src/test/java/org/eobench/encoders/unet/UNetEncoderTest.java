package org.eobench.encoders.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UNetEncoderTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  private Encoder encoder(int size, String topology, boolean merging) {
    return trial.create(
        UNetConfig.class,
        UNetEncoder::new,
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: %d, topology: %s,
             input_bands: {optical: [B4, B3]}, time_merging: %s, frozen_mode: eval}
            """,
            size,
            topology,
            merging));
  }

  @Test
  void givesAMapMoreThanItsTopologyHasWidths() {
    EncoderSpec spec = encoder(32, "[4, 6, 8]", false).spec();
    assertThat(spec.levels()).extracting(EncoderSpec.Level::width).containsExactly(4, 6, 8, 8);
    assertThat(spec.levels()).extracting(EncoderSpec.Level::stride).containsExactly(1, 2, 4, 8);
    assertThat(spec.pyramid()).isTrue();
    assertThat(spec.temporal()).isFalse();
  }

  @Test
  void roundsOddSizesDown() {
    Encoder encoder = trial.start(encoder(32, "[4, 6]", false));
    var maps = trial.encode(encoder, "optical", 2, 11);
    assertThat(maps.get(0)).hasSize(4 * 11 * 11);
    assertThat(maps.get(1)).hasSize(6 * 5 * 5);
    assertThat(maps.get(2)).hasSize(6 * 2 * 2);
    assertThatThrownBy(() -> trial.encode(encoder, "optical", 2, 3))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("at least 4");
  }

  @Test
  void namesThePartsAsPangaeaDoes() {
    assertThat(encoder(32, "[4]", true).tensors())
        .containsKeys(
            "time_merging.conv.0.weight",
            "in_conv.conv.conv.0.bias",
            "in_conv.conv.conv.4.running_var",
            "encoder.down_seq.down1.mpconv.1.conv.3.weight");
  }

  @Test
  void trainsTheLayerThatSeesTheBandsAsItsInputLayer() {
    assertThat(encoder(32, "[4]", false).isInputLayer("in_conv.conv.conv.0.weight")).isTrue();
    Encoder merging = encoder(32, "[4]", true);
    assertThat(merging.isInputLayer("in_conv.conv.conv.0.weight")).isFalse();
    assertThat(merging.isInputLayer("time_merging.conv.0.weight")).isTrue();
  }

  @Test
  void refusesSizesThatCannotBeHalvedOftenEnough() {
    assertThatThrownBy(() -> encoder(8, "[4, 4, 4, 4]", false))
        .hasMessageContaining("input_size=8 must be at least 16");
    assertThatThrownBy(() -> encoder(8, "[]", false)).hasMessageContaining("topology=[]");
  }
}
