package org.eobench.encoders.panopticon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanopticonEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 8, input_bands: {optical: [B4, B2]},
       embed_dim: 16, depth: 1, num_heads: 2, patch_size: 4, mlp_ratio: 2, output_layers: [0],
       output_dim: 16, position_grid: 2, attn_dim: 14, chn_heads: 2, init_values: 1.0,
       interpolate_offset: 0.1, wave_list: {optical: {B4: 0.665, B2: 0.49}}, sar_ids: {VV: -1},
       final_norm: all, frozen_mode: eval}
      """;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  /** The channels of a file's model are any, as only their codes differ. */
  @Test
  void readsAFileForOtherChannels() {
    Encoder two = trial.start(encoder(SMALL));
    Path file = trial.save(two, folder.resolve("two.safetensors"), name -> name, "mask_token");
    Encoder one = encoder(SMALL.replace("{optical: [B4, B2]}", "{optical: [VV]}"));
    trial.load(one, file);
    assertThat(trial.encode(one, "optical", 1, 8).get(0)).hasSize(16 * 4).doesNotContain(Float.NaN);
  }

  @Test
  void refusesABandWithoutWavelength() {
    assertThatThrownBy(
            () -> encoder(SMALL.replace("{optical: [B4, B2]}", "{optical: [B4, thermal]}")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("band thermal of modality optical has no wavelength");
  }

  @Test
  void refusesHeadsThatDoNotShareTheWidth() {
    assertThatThrownBy(
            () ->
                Binder.bindText(
                    SMALL.replace("chn_heads: 2", "chn_heads: 3"),
                    "panopticon.yaml",
                    PanopticonConfig.class))
        .hasMessageContaining("attn_dim=14 must be even and a multiple of chn_heads=3");
  }

  private Encoder encoder(String yaml) {
    return trial.create(PanopticonConfig.class, PanopticonEncoder::new, yaml);
  }
}
