package org.eobench.encoders.dinov2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.PatchResize;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dinov2EncoderTest {
  private static final String PLAIN =
      """
      {encoder_weights: null, download_url: null, input_size: 16, input_bands: {optical: [B4, B3, B2]},
       embed_dim: 8, depth: 2, num_heads: 2, patch_size: 4, mlp_ratio: 2, output_layers: [0, 1],
       output_dim: 8, position_grid: 4, num_register_tokens: 0, ffn_layer: mlp, init_values: 1.0,
       interpolate_offset: 0.1, interpolate_antialias: false, final_norm: all,
       band_adaptation: wavelength, frozen_mode: eval}
      """;

  private NDManager manager;
  private TorchOps ops;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu());
    ops = new TorchOps(manager, Precision.FP32);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void readsAFlatFileOfTheHub() {
    Dinov2Encoder published = started(encoder(PLAIN));
    Map<String, Parameter> file = new LinkedHashMap<>(published.tensors());
    file.put("mask_token", tensor(published, "cls_token"));
    Dinov2Encoder read = encoder(PLAIN);
    LoadReport report = load(read, file);
    assertThat(encode(read, 16, 16)).containsExactly(encode(published, 16, 16));
    assertThat(report.unexpected()).containsExactly("mask_token");
    assertThat(report.missing()).isEmpty();
  }

  @Test
  void readsATrainingCheckpointWithChunkedBlocks() {
    Dinov2Encoder trained = started(encoder(PLAIN));
    Map<String, Parameter> file = new LinkedHashMap<>();
    trained
        .tensors()
        .forEach(
            (name, tensor) ->
                file.put(
                    "teacher.backbone."
                        + name.replace("blocks.0.", "blocks.0.0.")
                            .replace("blocks.1.", "blocks.1.1."),
                    tensor));
    file.put("teacher.dino_head.mlp.0.weight", tensor(trained, "norm.weight"));
    file.put("teacher.backbone.mask_token", tensor(trained, "cls_token"));
    Dinov2Encoder read = encoder(PLAIN);
    load(read, file);
    assertThat(encode(read, 16, 16)).containsExactly(encode(trained, 16, 16));
  }

  @Test
  void stripsOnlyTheChunkAndNotTheBlock() {
    assertThat(Dinov2Checkpoint.withoutChunk("blocks.3.11.mlp.w12.weight"))
        .isEqualTo("blocks.11.mlp.w12.weight");
    assertThat(Dinov2Checkpoint.withoutChunk("blocks.11.mlp.w12.weight"))
        .isEqualTo("blocks.11.mlp.w12.weight");
  }

  @Test
  void refusesAnIncompleteFile() {
    Map<String, Parameter> file = new LinkedHashMap<>(started(encoder(PLAIN)).tensors());
    file.remove("blocks.1.ls2.gamma");
    assertThatThrownBy(() -> load(encoder(PLAIN), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("blocks.1.ls2.gamma [8]");
  }

  @Test
  void refusesRegistersItWasNotToldOf() {
    String four = PLAIN.replace("num_register_tokens: 0", "num_register_tokens: 4");
    Map<String, Parameter> file = started(encoder(four)).tensors();
    assertThatThrownBy(() -> load(encoder(PLAIN), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("register_tokens [1, 4, 8]");
  }

  @Test
  void namesThePositionGridOfTheCheckpoint() {
    Map<String, Parameter> file =
        started(encoder(PLAIN.replace("position_grid: 4", "position_grid: 7"))).tensors();
    assertThatThrownBy(() -> load(encoder(PLAIN), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/PositionGrid]")
        .hasMessageContaining("has 50 rows, but the model's has 17")
        .hasMessageContaining("encoder.position_grid=7");
  }

  @Test
  void carriesItsKernelToOtherPatchesAndBands() {
    Dinov2Encoder published = started(encoder(PLAIN));
    String wider =
        PLAIN.replace("patch_size: 4", "patch_size: 8").replace("[B4, B3, B2]", "[VV, VH]");
    Dinov2Encoder read = encoder(wider.replace("wavelength", "mean"));
    LoadReport report = load(read, published.tensors());
    assertThat(report.reshaped()).containsExactly("patch_embed.proj.weight");
    float[] kernel = values(published, "patch_embed.proj.weight");
    float[] plane = new float[16];
    for (int i = 0; i < 48; i++) {
      plane[i % 16] += kernel[i] / 2; // mean of three times 3/2
    }
    float[] first = new float[64];
    System.arraycopy(values(read, "patch_embed.proj.weight"), 0, first, 0, 64);
    assertThat(first).containsExactly(PatchResize.resize(plane, 1, 4, 8), within(1e-5f));
    assertThatThrownBy(() -> load(encoder(wider), published.tensors()))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("it is unknown for VV, VH");
  }

  @Test
  void seesTheSameWhateverTheOrderOfRedGreenAndBlue() {
    Dinov2Encoder published = started(encoder(PLAIN));
    Dinov2Encoder read = encoder(PLAIN.replace("[B4, B3, B2]", "[B2, B3, B4]"));
    load(read, published.tensors());
    NDArray image = manager.randomNormal(new Shape(1, 3, 1, 16, 16));
    NDArray reversed = image.flip(1);
    assertThat(maps(read, reversed).last().toFloatArray())
        .containsExactly(maps(published, image).last().toFloatArray(), within(1e-5f));
  }

  @Test
  void takesAnySizeThatPatchesCoverAndRefusesOthers() {
    for (String config :
        List.of(
            PLAIN,
            PLAIN
                .replace("interpolate_antialias: false", "interpolate_antialias: true")
                .replace("interpolate_offset: 0.1", "interpolate_offset: 0"))) {
      Dinov2Encoder encoder = started(encoder(config));
      NDArray image = manager.randomNormal(new Shape(2, 3, 1, 24, 12));
      assertThat(maps(encoder, image).last().getShape()).isEqualTo(new Shape(2, 8, 6, 3));
      NDArray odd = manager.randomNormal(new Shape(1, 3, 1, 18, 16));
      assertThatThrownBy(() -> maps(encoder, odd))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("18 x 16")
          .hasMessageContaining("multiples of 4");
    }
  }

  @Test
  void registersHaveNoPositionAndAreInNoMap() {
    String four = PLAIN.replace("num_register_tokens: 0", "num_register_tokens: 4");
    Dinov2Encoder encoder = started(encoder(four));
    assertThat(tensor(encoder, "pos_embed").shape()).isEqualTo(new Shape(1, 17, 8));
    float[] maps = encode(encoder, 16, 16);
    assertThat(maps).hasSize(8 * 16);
    tensor(encoder, "register_tokens").array().set(new float[32]);
    float[] without = encode(encoder, 16, 16);
    tensor(encoder, "register_tokens").array().addi(1);
    assertThat(encode(encoder, 16, 16)).as("patches look at registers").isNotEqualTo(without);
  }

  @Test
  void normalisesEveryMapOrTheLastAlone() {
    Dinov2Encoder all = started(encoder(PLAIN));
    Dinov2Encoder last = started(encoder(PLAIN.replace("final_norm: all", "final_norm: last")));
    NDArray image = manager.randomNormal(new Shape(1, 3, 1, 16, 16));
    assertThat(maps(last, image).last().toFloatArray())
        .containsExactly(maps(all, image).last().toFloatArray());
    assertThat(maps(last, image).levels().get(0).toFloatArray())
        .isNotEqualTo(maps(all, image).levels().get(0).toFloatArray());
  }

  @Test
  void startsAsTheAuthorsDo() {
    Dinov2Encoder encoder = started(encoder(PLAIN.replace("init_values: 1.0", "init_values: 0.5")));
    assertThat(values(encoder, "blocks.0.ls1.gamma")).containsOnly(0.5f);
    assertThat(spread(values(encoder, "cls_token"))).isLessThan(1e-5);
    assertThat(spread(values(encoder, "pos_embed"))).isBetween(0.015, 0.025);
    assertThat(spread(values(encoder, "blocks.0.mlp.fc1.weight"))).isBetween(0.015, 0.025);
    assertThat(values(encoder, "blocks.0.mlp.fc1.bias")).containsOnly(0f);
  }

  @Test
  void gatedBlocksHaveTwoThirdsOfTheWidthRoundedUpToEight() {
    Dinov2Encoder encoder = encoder(PLAIN.replace("ffn_layer: mlp", "ffn_layer: swiglu"));
    // int(16 · 2/3) = 10, rounded up to 16.
    assertThat(tensor(encoder, "blocks.0.mlp.w12.weight").shape()).isEqualTo(new Shape(32, 8));
    assertThat(tensor(encoder, "blocks.0.mlp.w3.weight").shape()).isEqualTo(new Shape(8, 16));
  }

  @Test
  void tellsEveryTokenTheDayOfTheYear() {
    Dinov2Encoder dated = started(encoder(withDays()));
    float[] january = on(dated, LocalDate.of(2021, 1, 1));
    assertThat(on(dated, LocalDate.of(2024, 1, 1))).containsExactly(january);
    assertThat(on(dated, LocalDate.of(2021, 7, 1))).isNotEqualTo(january);
    assertThat(DayOfYear.code(1, 4))
        .containsExactly(
            new float[] {
              (float) Math.sin(1),
              (float) Math.cos(1),
              (float) Math.sin(0.01),
              (float) Math.cos(0.01)
            },
            within(1e-7f));
  }

  @Test
  void refusesImagesWithoutADateWhenItIsToLookAtTheDay() {
    Dinov2Encoder dated = started(encoder(withDays()));
    assertThatThrownBy(() -> encode(dated, 16, 16))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/DayOfYear] an image has no date")
        .hasMessageContaining("sample 0")
        .hasMessageContaining("encoder.day_of_year=false");
    assertThatThrownBy(() -> on(dated, LocalDate.of(2021, 1, 1), LocalDate.of(2021, 2, 1)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("has 2 dates");
  }

  @Test
  void refusesKeysThatCannotWork() {
    refuses("position_grid: 4", "position_grid: 0", "position_grid=0 must be positive");
    refuses("num_register_tokens: 0", "num_register_tokens: -1", "num_register_tokens=-1");
    refuses("interpolate_offset: 0.1", "interpolate_offset: 1.5", "interpolate_offset=1.5");
  }

  private static void refuses(String valid, String wrong, String message) {
    assertThatThrownBy(() -> config(PLAIN.replace(valid, wrong)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(message);
  }

  private static String withDays() {
    return PLAIN.replace("frozen_mode: eval", "frozen_mode: eval, day_of_year: true");
  }

  private static Dinov2Config config(String yaml) {
    return Binder.bindText(yaml, "test", Dinov2Config.class);
  }

  private Dinov2Encoder encoder(String yaml) {
    return new Dinov2Encoder(config(yaml), new EncoderContext(ops, Map.of(), 1));
  }

  private Dinov2Encoder started(Dinov2Encoder encoder) {
    Weights.initialize(encoder.tensors(), manager, 3);
    return encoder;
  }

  private LoadReport load(Dinov2Encoder encoder, Map<String, Parameter> tensors) {
    Path file = folder.resolve("dinov2.safetensors");
    Weights.save(tensors, file, Map.of());
    try (TensorFile saved = TensorFile.open(file)) {
      return Weights.load(encoder.tensors(), saved, encoder.checkpointLayout(), manager);
    }
  }

  private static Parameter tensor(Dinov2Encoder encoder, String name) {
    return Objects.requireNonNull(encoder.tensors().get(name), name);
  }

  private static float[] values(Dinov2Encoder encoder, String name) {
    return tensor(encoder, name).array().toFloatArray();
  }

  private static double spread(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares / values.length);
  }

  private static FeatureMaps maps(Dinov2Encoder encoder, NDArray image) {
    return encoder.encode(EncoderInput.of(Map.of("optical", image)));
  }

  private NDArray wave(int height, int width) {
    float[] values = new float[3 * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(0.1 * i);
    }
    return manager.create(values, new Shape(1, 3, 1, height, width));
  }

  private float[] encode(Dinov2Encoder encoder, int height, int width) {
    return maps(encoder, wave(height, width)).last().toFloatArray();
  }

  private float[] on(Dinov2Encoder encoder, LocalDate... days) {
    List<LocalDateTime> dates = Stream.of(days).map(day -> day.atTime(12, 0)).toList();
    EncoderInput input =
        new EncoderInput(
            Map.of("optical", wave(16, 16)), List.of(new Acquisition(dates, null, null)));
    return encoder.encode(input).last().toFloatArray();
  }
}
