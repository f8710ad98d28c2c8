package org.eobench.encoders.remoteclip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteClipEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 8, input_bands: {optical: [B4, B3, B2]},
       embed_dim: 16, depth: 2, num_heads: 2, patch_size: 4, mlp_ratio: 2, output_layers: [0, 1],
       output_dim: 16, position_grid: 2, frozen_mode: eval,
       projection_dim: 6, activation: gelu, band_adaptation: rgb}
      """;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  /** A whole CLIP, whose text encoder has a position table of its own. */
  @Test
  void readsTheImageEncoderOfAWholeClip() {
    Encoder published = trial.start(encoder(SMALL));
    Path file = folder.resolve("clip.safetensors");
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    published
        .tensors()
        .forEach(
            (name, tensor) -> {
              long[] shape = tensor.shape().getShape();
              int leading = name.equals("cls_token") ? 2 : name.equals("pos_embed") ? 1 : 0;
              entries.add(
                  SafetensorsWriter.Entry.floats(
                      "visual." + clip(name),
                      Arrays.copyOfRange(shape, leading, shape.length),
                      tensor.array().toFloatArray()));
            });
    for (String text : List.of("positional_embedding", "ln_final.weight", "text_projection")) {
      entries.add(SafetensorsWriter.Entry.floats(text, new long[] {7, 6}, new float[42]));
    }
    SafetensorsWriter.write(file, entries, Map.of());
    Encoder read = encoder(SMALL);
    trial.load(read, file);
    assertThat(trial.encode(read, "optical", 3, 8))
        .usingRecursiveComparison()
        .isEqualTo(trial.encode(published, "optical", 3, 8));
  }

  private static String clip(String name) {
    return name.replace("cls_token", "class_embedding")
        .replace("pos_embed", "positional_embedding")
        .replace("blocks.", "transformer.resblocks.")
        .replace("norm1", "ln_1")
        .replace("norm2", "ln_2")
        .replace("attn.qkv.", "attn.in_proj_")
        .replace("attn.proj", "attn.out_proj")
        .replace("fc1", "c_fc")
        .replace("fc2", "c_proj");
  }

  @Test
  void itsTwoActivationsDiffer() {
    Encoder exact = trial.start(encoder(SMALL));
    Encoder quick = trial.start(encoder(SMALL.replace("gelu", "quick_gelu")));
    assertThat(trial.encode(quick, "optical", 3, 8).get(1))
        .isNotEqualTo(trial.encode(exact, "optical", 3, 8).get(1));
  }

  @Test
  void interpolatesPositionsForOtherSizes() {
    Encoder encoder = trial.start(encoder(SMALL));
    assertThat(trial.encode(encoder, "optical", 3, 16).get(0)).hasSize(16 * 4 * 4);
    assertThatThrownBy(() -> config(SMALL.replace("position_grid: 2", "position_grid: 0")))
        .hasMessageContaining("position_grid");
  }

  private static RemoteClipConfig config(String yaml) {
    return Binder.bindText(yaml, "remoteclip.yaml", RemoteClipConfig.class);
  }

  private Encoder encoder(String yaml) {
    return trial.create(RemoteClipConfig.class, RemoteClipEncoder::new, yaml);
  }
}
