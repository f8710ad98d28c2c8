package org.eobench.encoders.prithvi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.SpaceTimeTable;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrithviEncoderTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void oneFrameGivesMapsAndSeveralKeepTheirAxis() {
    assertThat(maps(started(tiny(), 1), 1, 16, 16).getShape()).isEqualTo(new Shape(1, 32, 4, 4));
    assertThat(maps(started(tiny(), 3), 3, 16, 16).getShape()).isEqualTo(new Shape(1, 32, 3, 4, 4));
    PrithviEncoder pairs = started(tiny().with("tubelet_size", 2).with("pretrained_frames", 4), 4);
    assertThat(maps(pairs, 4, 16, 16).getShape()).isEqualTo(new Shape(1, 32, 2, 4, 4));
  }

  @Test
  void refusesFramesThatTubeletsDoNotDivide() {
    TinyPrithvi pairs = tiny().with("tubelet_size", 2).with("pretrained_frames", 4);
    assertThatThrownBy(() -> encoder(pairs, 3))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("a sample has 3 frames")
        .hasMessageContaining("encoder.tubelet_size=2");
  }

  @Test
  void c4RefusesASeriesStackedOnTheAxisOfBands() {
    PrithviEncoder encoder = started(tiny(), 3);
    try (NDManager step = manager.newSubManager()) {
      EncoderInput stacked =
          EncoderInput.of(Map.of("optical", step.zeros(new Shape(1, 6, 1, 16, 16))));
      assertThatThrownBy(() -> encoder.encode(stacked))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("2 bands x 3 dates on one axis")
          .hasMessageContaining("(B2 … B3 of date 1, B2 … B3 of date 2, …): split into [3,2]")
          .hasMessageContaining("(B2 of all dates, …, B3 of all dates): split into [2,3]");
    }
  }

  @Test
  void theOrderOfFramesMatters() {
    PrithviEncoder encoder = started(tiny(), 2);
    try (NDManager step = manager.newSubManager()) {
      NDArray series = image(step, 2, 16, 16);
      NDArray back = series.flip(2);
      float[] maps = last(encoder, series);
      assertThat(last(encoder, back)).isNotEqualTo(maps);
    }
  }

  @Test
  void computesThePositionTableForAnotherSize() {
    TinyPrithvi recompute = tiny().with("pretrained_size", 32);
    assertThat(table(started(recompute, 2))).containsExactly(SpaceTimeTable.sinCos(32, 2, 4, 4));
    float[] original = SpaceTimeTable.sinCos(32, 2, 8, 8);
    assertThat(table(started(recompute.with("position_rule", "stretch"), 2)))
        .containsExactly(SpaceTimeTable.stretch(original, 32, 2, 8, 4, 4));
  }

  @Test
  void takesOblongImages() {
    PrithviEncoder encoder = started(tiny(), 1);
    assertThat(maps(encoder, 1, 24, 8).getShape()).isEqualTo(new Shape(1, 32, 6, 2));
    assertThatThrownBy(() -> maps(encoder, 1, 18, 16))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("18 x 16")
        .hasMessageContaining("multiples of 4");
  }

  @Test
  void readsThePublishedLayoutAndTheOneOf2023() {
    PrithviEncoder original = started(tiny(), 3);
    for (String prefix : new String[] {"encoder.", ""}) {
      Path file = published(original, prefix);
      PrithviEncoder read = encoder(tiny(), 3);
      LoadReport report = load(read, file);
      assertThat(report.loaded()).containsExactlyInAnyOrderElementsOf(read.tensors().keySet());
      assertThat(report.missing()).isEmpty();
      try (NDManager step = manager.newSubManager()) {
        NDArray series = image(step, 3, 16, 16);
        assertThat(last(read, series)).containsExactly(last(original, series));
      }
    }
  }

  @Test
  void computesTheTableOfOtherFramesEvenWhereItsLengthFits() {
    PrithviEncoder four = started(tiny().with("pretrained_frames", 4), 4);
    Objects.requireNonNull(four.tensors().get("pos_embed")).array().muli(2);
    Path file = published(four, "encoder.");
    assertThat(table(loaded(tiny().with("pretrained_frames", 4), 4, file)))
        .as("the file's own frames and size")
        .containsExactly(table(four));
    // 4 frames of 4 x 4 patches are as many positions as one frame of 8 x 8.
    TinyPrithvi larger =
        tiny().with("pretrained_frames", 4).with("pretrained_size", 16).with("input_size", 32);
    assertThat(table(loaded(larger, 1, file))).containsExactly(SpaceTimeTable.sinCos(32, 1, 8, 8));
  }

  @Test
  void takesTheFilesTableWhereverItsShapeFits() {
    PrithviEncoder one = started(tiny(), 1);
    Objects.requireNonNull(one.tensors().get("pos_embed")).array().muli(2);
    Path file = published(one, "encoder.");
    assertThat(table(loaded(tiny(), 1, file)))
        .as("the config says three frames of pretraining, which this file is not of")
        .containsExactly(table(one));
    assertThat(table(loaded(tiny().with("pretrained_size", 32), 1, file)))
        .containsExactly(table(one));
    assertThat(table(loaded(tiny(), 3, file))).containsExactly(SpaceTimeTable.sinCos(32, 3, 4, 4));
  }

  @Test
  void refusesWhatDoesNotBelongAndWhatIsMissing() {
    PrithviEncoder original = started(tiny(), 3);
    Map<String, Parameter> tensors = new LinkedHashMap<>();
    original.tensors().forEach((name, tensor) -> tensors.put("encoder." + name, tensor));
    tensors.remove("encoder.norm.bias");
    tensors.put("encoder.blocks.7.norm1.bias", tensors.get("encoder.norm.weight"));
    Path file = folder.resolve("wrong.safetensors");
    Weights.save(tensors, file, Map.of());
    assertThatThrownBy(() -> load(encoder(tiny(), 3), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("norm.bias")
        .hasMessageContaining("encoder.blocks.7.norm1.bias");
  }

  @Test
  void doesWithoutTheLastNormUnderThePangaeaProtocol() {
    PrithviEncoder original = started(tiny(), 3);
    Path file = published(original, "encoder.");
    PrithviEncoder read = loaded(tiny().with("final_norm", "none"), 3, file);
    assertThat(read.tensors()).doesNotContainKeys("norm.weight", "norm.bias");
    try (NDManager step = manager.newSubManager()) {
      NDArray series = image(step, 3, 16, 16);
      List<NDArray> with = original.encode(EncoderInput.of(Map.of("optical", series))).levels();
      List<NDArray> without = read.encode(EncoderInput.of(Map.of("optical", series))).levels();
      assertThat(without.get(0).toFloatArray()).containsExactly(with.get(0).toFloatArray());
      assertThat(without.get(1).toFloatArray()).isNotEqualTo(with.get(1).toFloatArray());
    }
  }

  @Test
  void theInputLayerIsThePatchEmbeddingAlone() {
    PrithviEncoder encoder = encoder(tiny().with("coords_encoding", "[time, location]"), 1);
    assertThat(encoder.tensors().keySet().stream().filter(encoder::isInputLayer))
        .containsExactly("patch_embed.proj.weight", "patch_embed.proj.bias");
  }

  @Test
  void namesTensorsAsTheAuthorsDo() {
    PrithviEncoder encoder = encoder(tiny().with("coords_encoding", "[time, location]"), 1);
    assertThat(encoder.tensors())
        .containsKeys(
            "cls_token",
            "pos_embed",
            "patch_embed.proj.weight",
            "temporal_embed_enc.scale",
            "location_embed_enc.scale",
            "blocks.1.attn.qkv.bias",
            "norm.weight");
  }

  private static TinyPrithvi tiny() {
    return TinyPrithvi.of(2);
  }

  private PrithviEncoder encoder(TinyPrithvi config, int frames) {
    return new PrithviEncoder(config.bind(), new EncoderContext(ops, Map.of(), frames));
  }

  private PrithviEncoder started(TinyPrithvi config, int frames) {
    PrithviEncoder encoder = encoder(config, frames);
    Weights.initialize(encoder.tensors(), manager, 3);
    return encoder;
  }

  private LoadReport load(PrithviEncoder encoder, Path file) {
    try (TensorFile saved = TensorFile.open(file)) {
      return Weights.load(encoder.tensors(), saved, encoder.checkpointLayout(), manager);
    }
  }

  private PrithviEncoder loaded(TinyPrithvi config, int frames, Path file) {
    PrithviEncoder encoder = encoder(config, frames);
    load(encoder, file);
    Weights.initialize(encoder.tensors(), manager, 5);
    return encoder;
  }

  /** A file of the masked autoencoder: the encoder, and a decoder that nobody asked for. */
  private Path published(PrithviEncoder encoder, String prefix) {
    Map<String, Parameter> tensors = new LinkedHashMap<>();
    encoder.tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
    Parameter some = Objects.requireNonNull(encoder.tensors().get("cls_token"));
    String decoder = prefix.isEmpty() ? "" : "decoder.";
    tensors.put(decoder + "mask_token", some);
    tensors.put(decoder + "decoder_pos_embed", some);
    tensors.put(decoder + "decoder_blocks.0.norm1.weight", some);
    tensors.put(decoder + "temporal_embed_dec.scale", some);
    Path file = folder.resolve("prithvi" + prefix.length() + ".safetensors");
    Weights.save(tensors, file, Map.of());
    return file;
  }

  private static NDArray image(NDManager owner, int frames, int height, int width) {
    float[] values = new float[2 * frames * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(0.37 * i + 0.001 * i * (i % 17));
    }
    return owner.create(values, new Shape(1, 2, frames, height, width));
  }

  private NDArray maps(PrithviEncoder encoder, int frames, int height, int width) {
    NDArray image = image(manager, frames, height, width);
    return encoder.encode(EncoderInput.of(Map.of("optical", image))).last();
  }

  private static float[] last(PrithviEncoder encoder, NDArray image) {
    return encoder.encode(EncoderInput.of(Map.of("optical", image))).last().toFloatArray();
  }

  private static float[] table(PrithviEncoder encoder) {
    return Objects.requireNonNull(encoder.tensors().get("pos_embed")).array().toFloatArray();
  }
}
