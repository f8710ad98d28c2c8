package org.eobench.encoders.convnext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvNextEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 32, input_bands: {optical: [B4, B3, B2]},
       depths: [1, 1, 2, 1], dims: [4, 8, 8, 8], version: v2, band_adaptation: rgb, frozen_mode: eval}
      """;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  /** The names of the papers' code, of which DINOv3 has a second copy of the last norm. */
  @Test
  void readsTheNamesOfThePapersCode() {
    Encoder timm = trial.start(encoder(SMALL));
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    timm.tensors()
        .forEach(
            (name, tensor) -> {
              String original = original(name);
              long[] shape = tensor.shape().getShape();
              entries.add(
                  SafetensorsWriter.Entry.floats(
                      original,
                      original.contains("grn.") ? new long[] {1, 1, 1, shape[0]} : shape,
                      tensor.array().toFloatArray()));
            });
    entries.add(SafetensorsWriter.Entry.floats("norms.3.weight", new long[] {8}, new float[8]));
    entries.add(SafetensorsWriter.Entry.floats("head.weight", new long[] {1}, new float[1]));
    Path file = folder.resolve("original.safetensors");
    SafetensorsWriter.write(file, entries, Map.of());
    Encoder read = encoder(SMALL);
    LoadReport report = trial.load(read, file);
    assertThat(trial.encode(read, "optical", 3, 32))
        .usingRecursiveComparison()
        .isEqualTo(trial.encode(timm, "optical", 3, 32));
    assertThat(report.unexpected()).containsExactlyInAnyOrder("norms.3.weight", "head.weight");
  }

  private static String original(String name) {
    return name.replace("head.norm", "norm")
        .replaceFirst("^stem", "downsample_layers.0")
        .replaceFirst("stages\\.(.)\\.downsample", "downsample_layers.$1")
        .replace("blocks.", "")
        .replace("conv_dw", "dwconv")
        .replace("mlp.fc", "pwconv")
        .replace("mlp.grn.weight", "grn.gamma")
        .replace("mlp.grn.bias", "grn.beta");
  }

  @Test
  void refusesWeightsOfTheOtherVersion() {
    Path file =
        trial.save(trial.start(encoder(SMALL)), folder.resolve("v2.safetensors"), name -> name);
    assertThatThrownBy(() -> trial.load(encoder(SMALL.replace("v2", "v1")), file))
        .hasMessageContaining("stages.0.blocks.0.gamma [4]")
        .hasMessageContaining("stages.0.blocks.0.mlp.grn.weight");
  }

  @Test
  void refusesStagesThatItDoesNotHave() {
    assertThatThrownBy(() -> config(SMALL.replace("[4, 8, 8, 8]", "[4, 8, 8]")))
        .hasMessageContaining("dims=[4, 8, 8] must be four positive numbers");
    assertThatThrownBy(() -> config(SMALL.replace("version", "output_layers: [3, 4], version")))
        .hasMessageContaining("output_layers=[3, 4] must be ascending and within 0..3");
    assertThatThrownBy(() -> config(SMALL.replace("size: 32", "size: 16")))
        .hasMessageContaining("input_size=16 must be at least 32");
  }

  private static ConvNextConfig config(String yaml) {
    return Binder.bindText(yaml, "convnext.yaml", ConvNextConfig.class);
  }

  private Encoder encoder(String yaml) {
    return trial.create(ConvNextConfig.class, ConvNextEncoder::new, yaml);
  }
}
