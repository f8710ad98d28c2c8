package org.eobench.encoders.satmaepp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SatmaePpEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 8, input_bands: {optical: [B2, B3, B4, B8]},
       embed_dim: 16, depth: 2, num_heads: 2, patch_size: 4, mlp_ratio: 2, output_layers: [0, 1],
       output_dim: 16, position_grid: 2, frozen_mode: eval,
       channel_embed: 4, channel_groups: [[B4, B2], [B8, B3]]}
      """;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  /** The code of the class token is new in fine-tuning; the decoder is that of pretraining. */
  @Test
  void readsAFileOfPretraining() {
    Encoder published = trial.start(encoder(SMALL));
    Path file =
        trial.save(
            published,
            folder.resolve("mae.safetensors"),
            name -> name.equals("channel_cls_embed") ? "decoder_channel_embed" : name,
            "mask_token",
            "proj_up_conv.weight",
            "up_block1.up_conv.bias",
            "decoder_blocks.0.norm1.weight");
    Encoder read = encoder(SMALL);
    assertThat(trial.load(read, file).missing()).containsExactly("channel_cls_embed");
    trial.start(read); // what the file lacks
    assertThat(trial.encode(read, "optical", 4, 8))
        .usingRecursiveComparison()
        .isEqualTo(trial.encode(published, "optical", 4, 8));
  }

  /** Groups take their bands by name, whatever the order of the channels is. */
  @Test
  void selectsTheBandsOfAGroupByName() {
    Encoder straight = trial.start(encoder(SMALL));
    Encoder reordered = trial.start(encoder(SMALL.replace("[B2, B3, B4, B8]", "[B8, B4, B3, B2]")));
    try (NDManager step = trial.manager().newSubManager()) {
      NDArray image = step.randomNormal(new Shape(1, 4, 1, 8, 8));
      NDArray turned = image.flip(1);
      assertThat(map(reordered, turned)).containsExactly(map(straight, image));
      assertThat(map(reordered, image)).isNotEqualTo(map(straight, image));
    }
  }

  private static float[] map(Encoder encoder, NDArray image) {
    return encoder.encode(EncoderInput.of(Map.of("optical", image))).last().toFloatArray();
  }

  @Test
  void requiresEveryBandInOneGroup() {
    assertThatThrownBy(() -> config(SMALL.replace("[B8, B3]", "[B8, B2]")))
        .hasMessageContaining("must contain each band of input_bands once: [B2, B3, B4, B8]");
    assertThatThrownBy(() -> config(SMALL.replace("channel_embed: 4", "channel_embed: 6")))
        .hasMessageContaining("channel_embed=6 must be even and leave a multiple of 4");
    assertThat(List.copyOf(config(SMALL).channelGroups())).hasSize(2);
  }

  private static SatmaePpConfig config(String yaml) {
    return Binder.bindText(yaml, "satmaepp.yaml", SatmaePpConfig.class);
  }

  private Encoder encoder(String yaml) {
    return trial.create(SatmaePpConfig.class, SatmaePpEncoder::new, yaml);
  }
}
