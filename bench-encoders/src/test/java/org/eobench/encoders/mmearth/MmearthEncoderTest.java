package org.eobench.encoders.mmearth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MmearthEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 16, patch_size: 8,
       input_bands: {optical: [B4, B3, B2, B8]}, depths: [1, 1, 1, 1], dims: [4, 6, 8, 8],
       input_padding: replicate, band_adaptation: mean, frozen_mode: eval}
      """;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  /** Sparse kernels have the taps first, column by column, and then inputs and outputs. */
  @Test
  void readsTheSparseLayersOfPretraining() {
    Encoder dense = trial.start(encoder(SMALL));
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    dense
        .tensors()
        .forEach(
            (name, tensor) -> {
              long[] shape = tensor.shape().getShape();
              float[] values = tensor.array().toFloatArray();
              boolean sparse =
                  shape.length == 4 && (name.contains("conv_dw") || name.contains("downsample"));
              entries.add(
                  SafetensorsWriter.Entry.floats(
                      "encoder." + sparse(name, sparse),
                      sparse ? sparse(shape) : shape,
                      sparse ? sparse(values, shape) : values));
            });
    entries.add(SafetensorsWriter.Entry.floats("mask_token", new long[] {1}, new float[1]));
    entries.add(SafetensorsWriter.Entry.floats("pred.weight", new long[] {1}, new float[1]));
    Path file = folder.resolve("pretraining.safetensors");
    SafetensorsWriter.write(file, entries, Map.of());
    Encoder read = encoder(SMALL);
    trial.load(read, file);
    assertThat(trial.encode(read, "optical", 4, 16))
        .usingRecursiveComparison()
        .isEqualTo(trial.encode(dense, "optical", 4, 16));
  }

  private static String sparse(String name, boolean kernel) {
    String renamed = name.replace("blocks.", "").replace("conv_dw", "dwconv");
    for (int stage = 1; stage < 4; stage++) {
      renamed =
          renamed.replace("stages." + stage + ".downsample", "downsample_layers." + (stage - 1));
    }
    renamed =
        renamed
            .replace("mlp.fc1", "pwconv1.linear")
            .replace("mlp.fc2", "pwconv2.linear")
            .replace("mlp.grn.weight", "grn.gamma")
            .replace("mlp.grn.bias", "grn.beta")
            .replaceFirst("(stages.*norm)\\.", "$1.ln.");
    return kernel ? renamed.replaceFirst("weight$", "kernel") : renamed;
  }

  /** Depthwise kernels have no axis of inputs. */
  private static long[] sparse(long[] shape) {
    long taps = shape[2] * shape[3];
    return shape[1] == 1 ? new long[] {taps, shape[0]} : new long[] {taps, shape[1], shape[0]};
  }

  private static float[] sparse(float[] values, long[] shape) {
    int out = (int) shape[0];
    int in = (int) shape[1];
    int side = (int) shape[2];
    float[] sparse = new float[values.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int y = 0; y < side; y++) {
          for (int x = 0; x < side; x++) {
            sparse[((x * side + y) * in + i) * out + o] =
                values[((o * in + i) * side + y) * side + x];
          }
        }
      }
    }
    return sparse;
  }

  @Test
  void extendsImagesByOnePixelOnlyIfAsked() {
    Encoder padded = trial.start(encoder(SMALL));
    assertThat(trial.encode(padded, "optical", 4, 16).get(0)).hasSize(4 * 16 * 16);
    Encoder plain = trial.start(encoder(SMALL.replace("replicate", "none")));
    assertThat(trial.encode(plain, "optical", 4, 16).get(0)).hasSize(4 * 14 * 14);
  }

  @Test
  void refusesAPatchSizeThatItsStagesCannotReach() {
    assertThatThrownBy(
            () ->
                Binder.bindText(
                    SMALL.replace("patch_size: 8", "patch_size: 12"),
                    "mmearth.yaml",
                    MmearthConfig.class))
        .hasMessageContaining("patch_size=12 must be a multiple of 8");
  }

  private Encoder encoder(String yaml) {
    return trial.create(MmearthConfig.class, MmearthEncoder::new, yaml);
  }
}
