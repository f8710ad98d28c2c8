package org.eobench.encoders.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.PositionEmbedding;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitEncoderTest {
  private static final String PLAIN =
      """
      {encoder_weights: null, download_url: null, input_size: 16,
       input_bands: {optical: [B4, B3, B2]}, embed_dim: 8, depth: 2, num_heads: 2, patch_size: 4,
       mlp_ratio: 2, output_layers: [0, 1], output_dim: 8, position_table: interpolate,
       final_norm: last, band_adaptation: wavelength, frozen_mode: eval}
      """;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu());
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void readsTimmsFileAndIgnoresItsClassifier() {
    Map<String, Parameter> file = new LinkedHashMap<>(started(encoder(PLAIN)).tensors());
    file.put("head.weight", tensor(file, "norm.weight"));
    file.put("pre_logits.fc.bias", tensor(file, "norm.bias"));
    Encoder read = encoder(PLAIN);
    LoadReport report = load(read, file);
    assertThat(report.unexpected()).containsExactlyInAnyOrder("head.weight", "pre_logits.fc.bias");
    assertThat(report.missing()).isEmpty();
    assertThat(values(read, "blocks.1.attn.qkv.bias"))
        .containsExactly(tensor(file, "blocks.1.attn.qkv.bias").array().toFloatArray());
  }

  @Test
  void refusesTensorsItDoesNotKnow() {
    Map<String, Parameter> file = new LinkedHashMap<>(started(encoder(PLAIN)).tensors());
    file.put("dist_token", tensor(file, "cls_token"));
    assertThatThrownBy(() -> load(encoder(PLAIN), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("dist_token");
  }

  @Test
  void resamplesItsLearnedTableForOtherSizes() {
    Encoder published = started(encoder(PLAIN));
    Encoder larger = encoder(PLAIN.replace("input_size: 16", "input_size: 24"));
    load(larger, published.tensors());
    assertThat(values(larger, "pos_embed"))
        .containsExactly(PositionEmbedding.resample(values(published, "pos_embed"), 8, 1, 4, 6));
    assertThat(tensor(larger.tensors(), "pos_embed").isBuffer()).isFalse();
  }

  @Test
  void hasNoPositionsOfItsOwnUnderThePangaeaProtocol() {
    String pangaea = PLAIN.replace("position_table: interpolate", "position_table: zero");
    Encoder scratch = started(encoder(pangaea));
    assertThat(values(scratch, "pos_embed")).containsOnly(0f);
    assertThat(tensor(scratch.tensors(), "pos_embed").isBuffer()).isTrue();
    Encoder published = started(encoder(PLAIN));
    Encoder read = encoder(pangaea);
    load(read, published.tensors());
    assertThat(values(read, "pos_embed")).containsExactly(values(published, "pos_embed"));
  }

  @Test
  void startsWithALearnedTableOtherwise() {
    float[] table = values(started(encoder(PLAIN)), "pos_embed");
    double squares = 0;
    for (float value : table) {
      squares += (double) value * value;
    }
    assertThat(Math.sqrt(squares / table.length)).isBetween(0.015, 0.025);
  }

  @Test
  void dropsTheKernelForOtherBandsUnderThePangaeaProtocol() {
    Encoder published = started(encoder(PLAIN));
    String six = PLAIN.replace("[B4, B3, B2]", "[B2, B3, B4, B8A, B11, B12]");
    Encoder pangaea = encoder(six.replace("wavelength", "random"));
    LoadReport report = load(pangaea, published.tensors());
    assertThat(report.missing()).containsExactly("patch_embed.proj.weight");
    Encoder rgb = encoder(six.replace("wavelength", "rgb"));
    load(rgb, published.tensors());
    float[] kernel = values(rgb, "patch_embed.proj.weight");
    float[] colours = values(published, "patch_embed.proj.weight");
    assertThat(kernel[0]).as("blue comes first").isEqualTo(colours[2 * 16]);
    assertThat(kernel[3 * 16]).as("near infrared").isZero();
  }

  @Test
  void mergesDatesByALayerOfItsOwnThatNoCheckpointNeeds() {
    Encoder published = started(encoder(PLAIN));
    Encoder merging = encoder(merging("trained"), 3);
    LoadReport report = load(merging, published.tensors());
    assertThat(report.missing())
        .contains("time_merging.conv.0.weight", "time_merging.conv.4.running_var")
        .allMatch(name -> name.startsWith("time_merging.conv."));
    assertThat(tensor(merging.tensors(), "time_merging.conv.0.weight").shape())
        .isEqualTo(new Shape(3, 9, 3, 3));
    assertThat(values(merging, "cls_token")).containsExactly(values(published, "cls_token"));
    started(merging);
    NDArray series = manager.randomNormal(new Shape(2, 3, 3, 16, 16));
    FeatureMaps maps = merging.encode(EncoderInput.of(Map.of("optical", series)));
    assertThat(maps.last().getShape()).isEqualTo(new Shape(2, 8, 4, 4));
    assertThatThrownBy(
            () -> merging.encode(EncoderInput.of(Map.of("optical", series.get(":, :, :2")))))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("3 dates");
  }

  @Test
  void itsMergingLayerIsTrainedWithAFrozenTransformerButNotUnderThePangaeaProtocol() {
    Encoder merging = encoder(merging("trained"), 3);
    assertThat(merging.isAlwaysTrained("time_merging.conv.0.weight")).isTrue();
    assertThat(merging.isAlwaysTrained("patch_embed.proj.weight")).isFalse();
    assertThat(merging.isInputLayer("time_merging.conv.0.weight")).isTrue();
    assertThat(encoder(merging("frozen"), 3).isAlwaysTrained("time_merging.conv.0.weight"))
        .isFalse();
  }

  private static String merging(String how) {
    return PLAIN.replace("frozen_mode: eval", "frozen_mode: eval, time_merging: " + how);
  }

  private Encoder encoder(String yaml) {
    return encoder(yaml, 1);
  }

  private Encoder encoder(String yaml, int dates) {
    VitConfig config = Binder.bindText(yaml, "test", VitConfig.class);
    return Vit.encoder(config, new EncoderContext(ops, Map.of(), dates));
  }

  private Encoder started(Encoder encoder) {
    Weights.initialize(encoder.tensors(), manager, 3);
    return encoder;
  }

  private LoadReport load(Encoder encoder, Map<String, Parameter> tensors) {
    Path file = folder.resolve("vit.safetensors");
    Weights.save(tensors, file, Map.of());
    try (TensorFile saved = TensorFile.open(file)) {
      return Weights.load(encoder.tensors(), saved, encoder.checkpointLayout(), manager);
    }
  }

  private static Parameter tensor(Map<String, Parameter> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private static float[] values(Encoder encoder, String name) {
    return tensor(encoder.tensors(), name).array().toFloatArray();
  }
}
