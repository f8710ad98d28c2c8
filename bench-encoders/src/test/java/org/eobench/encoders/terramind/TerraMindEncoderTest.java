package org.eobench.encoders.terramind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerraMindEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 8, table_size: 8,
       input_bands: {optical: [B4, B3, B2]}, modality_keys: {optical: rgb, sar: s1},
       pretrained_bands: {optical: [B4, B3, B2], sar: [VV, VH]},
       embed_dim: 16, depth: 2, num_heads: 2, patch_size: 4, mlp_ratio: 3, output_layers: [0, 1],
       output_dim: 16, final_norm: last, frozen_mode: eval}
      """;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void ignoresDecoderOtherModalitiesAndZeroBiases() {
    Encoder published = trial.start(encoder(SMALL));
    Path file =
        trial.save(
            published,
            folder.resolve("whole.safetensors"),
            name -> name,
            "decoder.0.norm1.weight",
            "encoder_embeddings.s1.mod_emb",
            "encoder.1.norm2.bias",
            "mask_token");
    Encoder read = encoder(SMALL);
    LoadReport report = trial.load(read, file);
    assertThat(trial.encode(read, "optical", 3, 8))
        .usingRecursiveComparison()
        .isEqualTo(trial.encode(published, "optical", 3, 8));
    assertThat(report.unexpected()).hasSize(4);
  }

  /** Columns are ordered by row, column and band. */
  @Test
  void choosesTheColumnsOfBands() {
    Encoder all = trial.start(encoder(SMALL));
    Path file = trial.save(all, folder.resolve("all.safetensors"), name -> name);
    Encoder some = encoder(SMALL.replace("{optical: [B4, B3, B2]},", "{optical: [B2, B4]},"));
    trial.load(some, file);
    float[] whole = Trial.tensor(all, "encoder_embeddings.rgb.proj.weight").array().toFloatArray();
    float[] part = Trial.tensor(some, "encoder_embeddings.rgb.proj.weight").array().toFloatArray();
    for (int pixel = 0; pixel < 16 * 16; pixel++) {
      assertThat(part[2 * pixel]).isEqualTo(whole[3 * pixel + 2]);
      assertThat(part[2 * pixel + 1]).isEqualTo(whole[3 * pixel]);
    }
  }

  /** The table of a file for another image size is computed again, as it is a formula. */
  @Test
  void computesTheTableOfAnotherSize() {
    Encoder small = trial.start(encoder(SMALL));
    Path file = trial.save(small, folder.resolve("small.safetensors"), name -> name);
    Encoder large = encoder(SMALL.replace("table_size: 8", "table_size: 12"));
    trial.load(large, file);
    trial.start(large);
    String name = "encoder_embeddings.rgb.pos_emb";
    float[] table = Trial.tensor(large, name).array().toFloatArray();
    assertThat(table).hasSize(9 * 16);
    // Row 2, column 1 of 3 x 3: the first sine of the row, then that of the column.
    assertThat(table[7 * 16]).isCloseTo((float) Math.sin(2), within(1e-6f));
    assertThat(table[7 * 16 + 8]).isCloseTo((float) Math.sin(1), within(1e-6f));
  }

  @Test
  void refusesFilesOfOtherBands() {
    Path file =
        trial.save(trial.start(encoder(SMALL)), folder.resolve("rgb.safetensors"), name -> name);
    String four = "pretrained_bands: {optical: [B4, B3, B2, B8]";
    Encoder other = encoder(SMALL.replace("pretrained_bands: {optical: [B4, B3, B2]", four));
    assertThatThrownBy(() -> trial.load(other, file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("encoder_embeddings.rgb.proj.weight");
  }

  @Test
  void namesTheNearestBandAndModality() {
    assertThatThrownBy(() -> config(SMALL.replace("{optical: [B4, B3, B2]},", "{optical: [B04]},")))
        .hasMessageContaining("input_bands.optical: B04 is not in pretrained_bands.optical")
        .hasMessageContaining("B4");
    assertThatThrownBy(
            () -> config(SMALL.replace("{optical: [B4, B3, B2]},", "{optica: [B4, B3, B2]},")))
        .hasMessageContaining("the modality optica is not in modality_keys")
        .hasMessageContaining("optical");
    assertThatThrownBy(() -> config(SMALL.replace("table_size: 8", "table_size: 9")))
        .hasMessageContaining("table_size=9 must be a multiple of patch_size=4");
  }

  private static TerraMindConfig config(String yaml) {
    return Binder.bindText(yaml, "terramind.yaml", TerraMindConfig.class);
  }

  private Encoder encoder(String yaml) {
    return trial.create(TerraMindConfig.class, TerraMindEncoder::new, yaml);
  }
}
