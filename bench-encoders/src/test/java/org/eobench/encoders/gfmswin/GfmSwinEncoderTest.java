package org.eobench.encoders.gfmswin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GfmSwinEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 32, input_bands: {optical: [B4, B3, B2]},
       embed_dim: 4, depths: [2, 1, 2, 1], num_heads: [1, 2, 2, 2], window_size: 4, mlp_ratio: 2,
       maps: stages, band_adaptation: rgb, frozen_mode: eval}
      """;
  private static final int SIDE = 40;

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  private Encoder encoder(String yaml) {
    return trial.create(GfmSwinConfig.class, GfmSwinEncoder::new, yaml);
  }

  /** Sets every tensor to waves, which any program can make. */
  private Encoder waves(String yaml) {
    Encoder encoder = trial.start(encoder(yaml));
    int number = 0;
    for (Map.Entry<String, Parameter> entry : new TreeMap<>(encoder.tensors()).entrySet()) {
      Parameter tensor = entry.getValue();
      if (tensor.dataType() == DataType.FLOAT32) {
        float[] values = new float[(int) tensor.shape().size()];
        double level = entry.getKey().matches(".*norm\\d?\\.weight") ? 1 : 0;
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (level + 0.3 * Math.sin(0.37 * i + number));
        }
        tensor.set(trial.manager().create(values, tensor.shape()));
        number++;
      }
    }
    return encoder;
  }

  private static List<NDArray> maps(Encoder encoder, NDManager step) {
    float[] image = new float[3 * SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) Math.sin(0.11 * i);
    }
    NDArray optical = step.create(image, new Shape(1, 3, 1, SIDE, SIDE));
    return encoder.encode(EncoderInput.of(Map.of("optical", optical))).levels();
  }

  /**
   * Numbers of a slow definition, in float64 by PyTorch: attention over all places of a map, of
   * which those count that share a window and its part after the shift. Weights and image are
   * waves.
   */
  @Test
  void equalsASlowDefinition() {
    Encoder encoder = waves(SMALL);
    requireMaps(
        encoder,
        new double[][] {
          {1.438743, 0.837909, 0.817025},
          {0.884567, -0.894395, 1.655382},
          {9.004660, -10.057449, -11.766597},
          {0.912353, -0.988884, -0.358610}
        });
  }

  /** The mean of the absolute values of each map, its first and its last value. */
  private void requireMaps(Encoder encoder, double[][] expected) {
    try (NDManager step = trial.manager().newSubManager()) {
      List<NDArray> maps = maps(encoder, step);
      for (int i = 0; i < expected.length; i++) {
        float[] map = maps.get(i).toFloatArray();
        double sum = 0;
        for (float value : map) {
          sum += Math.abs(value);
        }
        assertThat(sum / map.length).as("mean of map " + i).isCloseTo(expected[i][0], within(5e-5));
        assertThat((double) map[0]).isCloseTo(expected[i][1], within(1e-4));
        assertThat((double) map[map.length - 1]).isCloseTo(expected[i][2], within(1e-4));
      }
    }
  }

  @Test
  void takesPangaeasMapsAfterTheMerging() {
    Encoder merged = waves(SMALL.replace("maps: stages", "maps: merged"));
    assertThat(merged.spec().levels())
        .containsExactly(
            new EncoderSpec.Level(8, 8),
            new EncoderSpec.Level(16, 16),
            new EncoderSpec.Level(32, 32),
            new EncoderSpec.Level(32, 32));
    assertThat(merged.spec().pyramid()).isFalse();
    assertThat(merged.tensors()).doesNotContainKey("norm.weight");
    requireMaps(
        merged,
        new double[][] {
          {0.431665, -0.123806, 0.595603},
          {1.672100, -0.405572, -3.868493},
          {2.384284, -1.856692, 1.647465},
          {3.765356, -3.323199, -0.543200}
        });
  }

  /** The authors' file: the student among teacher, decoder, projector and masks. */
  @Test
  void readsTheAuthorsFile() {
    Encoder student = trial.start(encoder(SMALL));
    Encoder teacher = encoder(SMALL);
    Weights.initialize(teacher.tensors(), trial.manager(), 6);
    Map<String, Parameter> tensors = new LinkedHashMap<>();
    student.tensors().forEach((name, tensor) -> tensors.put("model.encoder." + name, tensor));
    teacher.tensors().forEach((name, tensor) -> tensors.put("model.teacher." + name, tensor));
    Parameter any = Trial.tensor(student, "norm.bias");
    for (String more :
        List.of("encoder.mask_token", "encoder.layers.0.blocks.1.attn_mask", "decoder.0.weight")) {
      tensors.put("model." + more, any);
    }
    Path file = folder.resolve("gfm.safetensors");
    Weights.save(tensors, file, Map.of());
    for (String maps : List.of("stages", "merged")) {
      Encoder read = encoder(SMALL.replace("maps: stages", "maps: " + maps));
      LoadReport report = trial.load(read, file);
      assertThat(report.missing()).isEmpty();
      assertThat(Trial.tensor(read, "layers.2.blocks.1.attn.qkv.weight").array())
          .isEqualTo(Trial.tensor(student, "layers.2.blocks.1.attn.qkv.weight").array());
    }
  }

  @Test
  void refusesAFileWithAnotherWindow() {
    Path file =
        trial.save(trial.start(encoder(SMALL)), folder.resolve("w4.safetensors"), name -> name);
    assertThatThrownBy(
            () -> trial.load(encoder(SMALL.replace("window_size: 4", "window_size: 2")), file))
        .hasMessageContaining("relative_position_bias_table");
  }

  @Test
  void refusesHeadsThatDoNotDivideAStage() {
    assertThatThrownBy(() -> encoder(SMALL.replace("[1, 2, 2, 2], window", "[1, 3, 2, 2], window")))
        .hasMessageContaining("stage 1 has 8 features, which is no multiple of 3 heads");
    assertThatThrownBy(() -> encoder(SMALL.replace("input_size: 32", "input_size: 16")))
        .hasMessageContaining("input_size=16 must be at least 32");
  }
}
