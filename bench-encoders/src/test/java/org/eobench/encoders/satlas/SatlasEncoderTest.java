package org.eobench.encoders.satlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SatlasEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 32, input_bands: {optical: [B4, B3, B2]},
       embed_dim: 4, depths: [1, 1, 1, 1], num_heads: [1, 1, 1, 1], window_size: 2, mlp_ratio: 1,
       multi_image: false, fpn_channels: 8, band_adaptation: rgb, frozen_mode: eval}
      """;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void readsTheNamesOfTheAuthorsAndOfTorchGeo() {
    Encoder torchvision = trial.start(encoder(SMALL));
    List<float[]> maps = trial.encode(torchvision, "optical", 3, 32);
    for (String prefix : List.of("backbone.backbone.", "backbone.backbone.backbone.", "")) {
      Path file =
          trial.save(
              torchvision,
              folder.resolve(prefix.length() + ".safetensors"),
              name ->
                  name.startsWith("fpn.")
                      ? "intermediates.0." + "fpn." + name.substring(4)
                      : prefix + name,
              prefix + "norm.weight",
              prefix + "head.bias");
      Encoder read = encoder(SMALL);
      trial.load(read, file);
      assertThat(trial.encode(read, "optical", 3, 32)).usingRecursiveComparison().isEqualTo(maps);
      Encoder withoutPyramid = encoder(SMALL.replace("channels: 8", "channels: null"));
      trial.load(withoutPyramid, file);
      assertThat(trial.encode(withoutPyramid, "optical", 3, 32).get(0)).hasSize(4 * 8 * 8);
    }
  }

  @Test
  void refusesAFileWithoutThePyramidThatItNeeds() {
    Path file =
        trial.save(
            trial.start(encoder(SMALL.replace("channels: 8", "channels: null"))),
            folder.resolve("torchgeo.safetensors"),
            name -> name);
    assertThatThrownBy(() -> trial.load(encoder(SMALL), file))
        .hasMessageContaining("fpn.inner_blocks.0.0.weight");
  }

  /** The largest of the maps of the dates, each encoded by itself. */
  @Test
  void takesTheMaximumOverDates() {
    String stages = SMALL.replace("channels: 8", "channels: null");
    Encoder one = trial.start(encoder(stages));
    Encoder two =
        trial.start(
            new SatlasEncoder(
                config(stages.replace("image: false", "image: true")),
                new EncoderContext(trial.ops(), Map.of(), 2)));
    try (NDManager step = trial.manager().newSubManager()) {
      NDArray series = step.randomNormal(new Shape(1, 3, 2, 32, 32));
      NDArray first = map(one, series.get(":, :, 0:1"));
      NDArray second = map(one, series.get(":, :, 1:2"));
      assertThat(map(two, series).toFloatArray())
          .containsExactly(first.maximum(second).toFloatArray(), within(1e-5f));
      assertThat(first.sub(second).abs().max().getFloat()).isPositive();
    }
  }

  private static NDArray map(Encoder encoder, NDArray image) {
    return encoder.encode(EncoderInput.of(Map.of("optical", image))).last();
  }

  @Test
  void refusesHeadsThatDoNotDivideAStage() {
    assertThatThrownBy(() -> config(SMALL.replace("[1, 1, 1, 1], window", "[1, 3, 1, 1], window")))
        .hasMessageContaining("stage 1 has 8 features, which is no multiple of 3 heads");
    assertThatThrownBy(() -> config(SMALL.replace("depths: [1, 1, 1, 1]", "depths: [1, 1]")))
        .hasMessageContaining("depths=[1, 1] must be four positive numbers");
  }

  private static SatlasConfig config(String yaml) {
    return Binder.bindText(yaml, "satlas.yaml", SatlasConfig.class);
  }

  private Encoder encoder(String yaml) {
    return trial.create(SatlasConfig.class, SatlasEncoder::new, yaml);
  }
}
