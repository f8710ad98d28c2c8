package org.eobench.encoders.spectralgpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectralGptEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 8, input_bands: {optical: [B2, B3, B4, B8]},
       embed_dim: 16, depth: 2, num_heads: 2, patch_size: 4, mlp_ratio: 2, output_layers: [0, 1],
       output_dim: 16, position_grid: 2, frozen_mode: eval,
       t_patch_size: 2, sep_pos_embed: true, cls_embed: false}
      """;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void readsAFileOfPretraining() {
    Encoder published = trial.start(encoder(SMALL));
    Path file =
        trial.save(
            published,
            folder.resolve("mae.safetensors"),
            name -> name,
            "mask_token",
            "decoder_pos_embed_spatial",
            "decoder_blocks.0.attn.q.weight");
    Encoder read = encoder(SMALL);
    assertThat(trial.load(read, file).unexpected()).hasSize(3);
    assertThat(trial.encode(read, "optical", 4, 8))
        .usingRecursiveComparison()
        .isEqualTo(trial.encode(published, "optical", 4, 8));
  }

  /** The joint table of the authors' fine-tuning class is not in the files of pretraining. */
  @Test
  void refusesAFileWithSeparateTablesForTheJointOne() {
    Path file =
        trial.save(trial.start(encoder(SMALL)), folder.resolve("mae.safetensors"), name -> name);
    assertThatThrownBy(
            () -> trial.load(encoder(SMALL.replace("embed: true", "embed: false")), file))
        .hasMessageContaining("pos_embed [1, 8, 16]")
        .hasMessageContaining("pos_embed_spatial");
  }

  @Test
  void interpolatesOnlySeparateTables() {
    Encoder separate = trial.start(encoder(SMALL));
    List<float[]> maps = trial.encode(separate, "optical", 4, 12);
    assertThat(maps.get(0)).hasSize(16 * 3 * 3);
    Encoder joint = trial.start(encoder(SMALL.replace("embed: true", "embed: false")));
    assertThatThrownBy(() -> trial.encode(joint, "optical", 4, 12))
        .hasMessageContaining("the image is 12 x 12 pixels");
  }

  @Test
  void refusesBandsThatFillNoWholeGroup() {
    assertThatThrownBy(() -> config(SMALL.replace("t_patch_size: 2", "t_patch_size: 3")))
        .hasMessageContaining("t_patch_size=3 must divide the number of bands of input_bands, 4");
  }

  private static SpectralGptConfig config(String yaml) {
    return Binder.bindText(yaml, "spectralgpt.yaml", SpectralGptConfig.class);
  }

  private Encoder encoder(String yaml) {
    return trial.create(SpectralGptConfig.class, SpectralGptEncoder::new, yaml);
  }
}
