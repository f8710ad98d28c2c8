package org.eobench.encoders.olmoearth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OlmoEarthEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 8, input_bands: {optical: [B2, B3]},
       modality_keys: {optical: s2, sar: s1}, band_sets: {optical: [[B3, B2], [B9]], sar: [[VV, VH]]},
       embed_dim: 16, depth: 2, num_heads: 2, patch_size: 4, base_patch_size: 4, pixel_hidden: 3,
       positions: rotary, mlp_ratio: 2, output_layers: [0, 1], output_dim: 16, std_multiplier: null,
       input_res: null, default_month: 7, frozen_mode: eval}
      """;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void readsTheEncoderOfAFileThatHasATargetEncoderToo() {
    Encoder published = trial.start(encoder(SMALL));
    Path file =
        trial.save(
            published,
            folder.resolve("whole.safetensors"),
            name -> "encoder." + name,
            "target_encoder.norm.weight",
            "decoder.mask_token",
            "encoder.project_and_aggregate.projection.0.bias",
            "encoder.composite_encodings.pos_embed",
            "encoder.patch_embeddings.per_modality_embeddings.s2.s2__1.proj.bias",
            "encoder.composite_encodings.per_modality_channel_embeddings.s1");
    Encoder read = encoder(SMALL);
    LoadReport report = trial.load(read, file);
    assertThat(trial.encode(read, "optical", 2, 8))
        .usingRecursiveComparison()
        .isEqualTo(trial.encode(published, "optical", 2, 8));
    assertThat(report.unexpected()).isNotEmpty();
  }

  /** The month changes the codes; the day of a single date does not, as only differences count. */
  @Test
  void seesTheMonthOfASingleDate() {
    Encoder encoder = trial.start(encoder(SMALL));
    float[] july = encode(encoder, 2020, 7, 2);
    assertThat(encode(encoder, 2021, 7, 20)).isEqualTo(july);
    assertThat(encode(encoder, 2020, 8, 2)).isNotEqualTo(july);
  }

  private float[] encode(Encoder encoder, int year, int month, int day) {
    LocalDateTime date = LocalDateTime.of(year, month, day, 12, 0);
    Acquisition acquisition = new Acquisition(List.of(date), null, null);
    return trial.encode(encoder, "optical", 2, 8, acquisition).get(1);
  }

  @Test
  void refusesPartOfABandSet() {
    assertThatThrownBy(() -> config(SMALL.replace("{optical: [B2, B3]},", "{optical: [B2]},")))
        .hasMessageContaining("input_bands.optical lacks B3: OlmoEarth needs the bands B3, B2");
    assertThatThrownBy(() -> config(SMALL.replace("{optical: [B2, B3]},", "{optical: [B02]},")))
        .hasMessageContaining("lists B02, which is not in band_sets");
  }

  @Test
  void refusesToMissEveryDate() {
    String none = SMALL.replace("positions:", "missing_dates: {optical: [0]}, positions:");
    assertThatThrownBy(() -> encoder(none))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(
            "missing_dates.optical=[0] must leave at least one of the dates 0..0");
  }

  private static OlmoEarthConfig config(String yaml) {
    return Binder.bindText(yaml, "olmoearth.yaml", OlmoEarthConfig.class);
  }

  private Encoder encoder(String yaml) {
    return trial.create(OlmoEarthConfig.class, OlmoEarthEncoder::new, yaml);
  }
}
