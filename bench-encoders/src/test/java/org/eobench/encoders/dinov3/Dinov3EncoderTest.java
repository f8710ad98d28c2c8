package org.eobench.encoders.dinov3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dinov3EncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 8, input_bands: {optical: [B4, B3, B2]},
       embed_dim: 16, depth: 2, num_heads: 2, patch_size: 4, mlp_ratio: 2, output_layers: [0, 1],
       output_dim: 16, n_storage_tokens: 4, ffn_layer: mlp, qkv_bias: true, layerscale_init: 1.0,
       pos_embed_rope_base: 100, final_norm: all, band_adaptation: rgb, frozen_mode: eval}
      """;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void ignoresWhatOnlyPretrainingUses() {
    Encoder published = trial.start(encoder(SMALL));
    Path file =
        trial.save(
            published,
            folder.resolve("hub.safetensors"),
            name -> name,
            "mask_token",
            "local_cls_norm.weight",
            "dino_head.mlp.0.weight");
    Encoder read = encoder(SMALL);
    LoadReport report = trial.load(read, file);
    assertThat(trial.encode(read, "optical", 3, 8))
        .usingRecursiveComparison()
        .isEqualTo(trial.encode(published, "optical", 3, 8));
    assertThat(report.unexpected()).hasSize(3);
  }

  @Test
  void refusesAFileOfAnotherFeedForwardNetwork() {
    Path file =
        trial.save(trial.start(encoder(SMALL)), folder.resolve("mlp.safetensors"), name -> name);
    assertThatThrownBy(() -> trial.load(encoder(SMALL.replace("mlp,", "swiglu,")), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("blocks.0.mlp.w1.weight")
        .hasMessageContaining("blocks.0.mlp.fc1.weight");
  }

  @Test
  void usesThePeriodsOfTheFile() {
    Encoder slow = trial.start(encoder(SMALL.replace("base: 100", "base: 10000")));
    Path file = trial.save(slow, folder.resolve("slow.safetensors"), name -> name);
    Encoder read = encoder(SMALL);
    trial.load(read, file);
    assertThat(trial.encode(read, "optical", 3, 8))
        .usingRecursiveComparison()
        .isEqualTo(trial.encode(slow, "optical", 3, 8));
  }

  /** The widths of the published files: S+ has 1536 = 384·6·2/3, and 7B has 8192. */
  @Test
  void roundsTheGatedWidthUpAsTheAuthorsDo() {
    assertThat(config(SMALL).hidden()).isEqualTo(32);
    String plus = SMALL.replace("_dim: 16", "_dim: 384").replace("mlp_ratio: 2", "mlp_ratio: 6");
    assertThat(config(plus.replace("mlp,", "swiglu,")).hidden()).isEqualTo(1536);
    String large = SMALL.replace("_dim: 16", "_dim: 4096").replace("mlp_ratio: 2", "mlp_ratio: 3");
    assertThat(config(large.replace("mlp,", "swiglu64,")).hidden()).isEqualTo(8192);
    assertThat(config(SMALL.replace("mlp,", "swiglu,")).hidden()).isEqualTo(24);
    assertThat(config(SMALL.replace("mlp,", "swiglu64,")).hidden()).isEqualTo(64);
  }

  @Test
  void refusesHeadsWhoseFeaturesCannotBeRotated() {
    assertThatThrownBy(() -> config(SMALL.replace("num_heads: 2", "num_heads: 8")))
        .hasMessageContaining("2 features per head, which must be a multiple of 4");
  }

  private static Dinov3Config config(String yaml) {
    return Binder.bindText(yaml, "dinov3.yaml", Dinov3Config.class);
  }

  private Encoder encoder(String yaml) {
    return trial.create(Dinov3Config.class, Dinov3Encoder::new, yaml);
  }
}
