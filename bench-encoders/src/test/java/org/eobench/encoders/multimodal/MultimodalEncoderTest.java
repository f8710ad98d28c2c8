package org.eobench.encoders.multimodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.PerDate;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.AttentionOps;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultimodalEncoderTest {
  private static final String SMALL =
      """
      {encoder_weights: null, download_url: null, input_size: 16, embed_dim: 8, depth: 4,
       input_bands: {sar: [VV, VH], optical: [B2, B3, B4, B8]}, num_heads: 2, patch_size: 4,
       mlp_ratio: 2, output_layers: [1, 3], output_dim: 8, position_grid: 4,
       num_register_tokens: 2, ffn_layer: mlp, init_values: 1.0, interpolate_offset: 0.1,
       interpolate_antialias: false, final_norm: all, band_adaptation: wavelength,
       fusion: xattn, fusion_layers: 2, fusion_heads: 2, share_fusion_layers: true,
       frozen_mode: eval}
      """;
  private static final Map<String, List<Band>> OPTICAL_ONLY =
      Map.of("optical", List.of(new Band("B2", 0.49)));

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  /**
   * Row B1: the order of the batch changes the order of the maps and nothing else, and an image has
   * the same maps alone. Attention over the batch would pass the first test and fail the second.
   */
  @ParameterizedTest
  @ValueSource(strings = {"linear", "xattn"})
  void b1PermutingTheBatchPermutesOutputsOnly(String fusion) {
    Encoder encoder = started(SMALL.replace("fusion: xattn", "fusion: " + fusion));
    List<float[]> maps = encode(encoder, List.of(0, 1, 2), day(1), day(90), day(180));
    List<float[]> permuted = encode(encoder, List.of(2, 0, 1), day(180), day(1), day(90));
    List<float[]> alone = encode(encoder, List.of(1), day(90));
    for (int level = 0; level < maps.size(); level++) {
      int image = maps.get(level).length / 3;
      float[] map = maps.get(level);
      float[] other = permuted.get(level);
      for (int i = 0; i < map.length; i++) {
        int from = List.of(1, 2, 0).get(i / image);
        assertThat(other[from * image + i % image]).isCloseTo(map[i], within(1e-5f));
      }
      assertThat(alone.get(level))
          .containsExactly(Arrays.copyOfRange(map, image, 2 * image), within(1e-5f));
      assertThat(map[0]).isNotCloseTo(map[image], within(1e-4f));
    }
  }

  @Test
  void bothSensorsAndTheDayChangeTheMaps() {
    Encoder encoder =
        started(SMALL.replace("frozen_mode: eval", "frozen_mode: eval, day_of_year: true"));
    float[] first = encode(encoder, List.of(0), day(1)).get(1);
    assertThat(encode(encoder, List.of(0), day(1)).get(1)).containsExactly(first);
    assertThat(encode(encoder, List.of(0), day(180)).get(1)).isNotEqualTo(first);
    for (String modality : List.of("sar", "optical")) {
      Map<String, NDArray> images = images(List.of(0), trial.manager());
      images.computeIfPresent(modality, (name, image) -> image.mul(2));
      assertThat(last(encoder, images, day(1))).as(modality).isNotEqualTo(first);
    }
  }

  @Test
  void refusesASampleWithoutADateWhereTheDayIsNeeded() {
    Encoder encoder =
        started(SMALL.replace("frozen_mode: eval", "frozen_mode: eval, day_of_year: true"));
    assertThatThrownBy(() -> encode(encoder, List.of(0), Acquisition.UNKNOWN))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/DayOfYear]")
        .hasMessageContaining("encoder.day_of_year=false");
  }

  /** The fork's file: the teacher's backbone, blocks in chunks, tensors that only training uses. */
  @Test
  void readsATrainingCheckpointOfTheForkStrictly() {
    Encoder trained = started(SMALL);
    Path file =
        trial.save(
            trained,
            folder.resolve("teacher.safetensors"),
            name ->
                "teacher.backbone."
                    + name.replaceAll("blocks\\.([01])\\.", "blocks.0.$1.")
                        .replaceAll("blocks\\.([23])\\.", "blocks.2.$1."),
            "teacher.backbone.modal_dict.s1.mask_token",
            "teacher.backbone.modal_dict.s2.mask_token",
            "teacher.backbone.modal_dict.s1.pe",
            "teacher.backbone.norm2.weight",
            "teacher.dino_head.last_layer.weight_v");
    Encoder read = encoder(SMALL, Map.of());
    LoadReport report = trial.load(read, file);
    assertThat(report.missing()).isEmpty();
    assertThat(report.prefix()).isEqualTo("teacher.backbone.");
    assertThat(encode(read, List.of(0), day(1)).get(1))
        .containsExactly(encode(trained, List.of(0), day(1)).get(1));
  }

  @Test
  void refusesACheckpointOfTheOtherFusionOrWithoutASensor() {
    Encoder trained = started(SMALL.replace("fusion: xattn", "fusion: linear"));
    Path file = trial.save(trained, folder.resolve("linear.safetensors"), name -> name);
    assertThatThrownBy(() -> trial.load(encoder(SMALL, Map.of()), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("attn.in_proj_weight [24, 8]")
        .hasMessageContaining("linear_fuse.0.weight");
    Path other =
        trial.save(
            started(SMALL), folder.resolve("one.safetensors"), name -> name.replace(".s2.", ".x."));
    assertThatThrownBy(() -> trial.load(encoder(SMALL, Map.of()), other))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("modal_dict.s2.");
  }

  @Test
  void namesThePositionGridOfTheCheckpoint() {
    Encoder trained = started(SMALL.replace("position_grid: 4", "position_grid: 3"));
    Path file = trial.save(trained, folder.resolve("grid.safetensors"), name -> name);
    assertThatThrownBy(() -> trial.load(encoder(SMALL, Map.of()), file))
        .hasMessageContaining("encoder.position_grid=3");
  }

  @Test
  void requiresBothSensorsUnlessARuleSaysWhatStandsInForOne() {
    assertThat(encoder(SMALL, OPTICAL_ONLY).spec().inputBands())
        .as("preprocessing refuses data without one of them")
        .containsOnlyKeys("sar", "optical");
    assertThat(encoder(rule("other"), Map.of("lidar", List.of())).spec().inputBands())
        .containsOnlyKeys("sar", "optical");
    Map<String, NDArray> optical = images(List.of(0), trial.manager());
    optical.remove("sar");
    assertThatThrownBy(() -> last(started(SMALL), optical))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/MissingModality]")
        .hasMessageContaining("no sar image");
  }

  /** With a rule, the weights are those of both sensors, so that a trained run can be tested. */
  @Test
  void replacesASensorByTheRuleAndSaysSo() {
    Encoder both = started(SMALL);
    Encoder zeros = copy(both, rule("zeros"));
    Encoder other = copy(both, rule("other"));
    Map<String, NDArray> present = images(List.of(0, 1), trial.manager());
    NDArray radar = Objects.requireNonNull(present.remove("sar"));
    float[] withZeros = last(zeros, present);
    assertThat(last(other, present)).isNotEqualTo(withZeros);
    Map<String, NDArray> filled = new LinkedHashMap<>(present);
    filled.put("sar", radar.zerosLike());
    assertThat(last(both, filled)).containsExactly(withZeros);
    assertThat(zeros.spec().inputBands()).containsOnlyKeys("optical");
    assertThat(zeros.warnings())
        .containsExactly(
            "the data set has no sar images; the encoder uses images of zeros in their place"
                + " (encoder.missing_modality=zeros)");
    assertThat(new PerDate(trial.ops(), other, 2).warnings().get(0))
        .contains("the tokens of the other sensor");
    assertThat(both.warnings()).isEmpty();
  }

  @Test
  void usesTheTokensOfTheOtherSensorForThoseThatAreMissing() {
    Encoder other = started(rule("other"));
    Map<String, NDArray> optical = images(List.of(0), trial.manager());
    NDArray radar = Objects.requireNonNull(optical.remove("sar"));
    float[] maps = last(other, optical);
    // The radar's transformer has no part in the result.
    Trial.tensor(other, "modal_dict.s1.norm.bias").array().addi(1);
    assertThat(last(other, optical)).containsExactly(maps);
    Trial.tensor(other, "modal_dict.s2.norm.bias").array().addi(1);
    assertThat(last(other, optical)).isNotEqualTo(maps);
    assertThat(last(other, Map.of("sar", radar))).isNotEqualTo(maps);
  }

  /** The last attention is that of the optical tokens, or of radar tokens to optical ones. */
  @ParameterizedTest
  @ValueSource(strings = {"linear", "xattn"})
  void showsTheAttentionToOpticalPatches(String fusion) {
    AttentionOps ops = new AttentionOps(trial.manager(), Precision.FP32);
    MultimodalConfig config =
        Binder.bindText(
            SMALL.replace("fusion: xattn", "fusion: " + fusion), "test", MultimodalConfig.class);
    Encoder encoder =
        trial.start(new MultimodalEncoder(config, new EncoderContext(ops, Map.of(), 1)));
    TokenLayout layout = Objects.requireNonNull(encoder.tokenLayout());
    Map<String, NDArray> images = images(List.of(0), trial.manager());
    NDArray weights = ops.lastAttention(() -> last(encoder, images)).orElseThrow();
    long tokens = layout.leading() + 16;
    assertThat(weights.getShape()).isEqualTo(new Shape(1, 2, tokens, tokens));
    float[] first = weights.toFloatArray();
    images.computeIfPresent("optical", (modality, image) -> image.flip(4));
    assertThat(ops.lastAttention(() -> last(encoder, images)).orElseThrow().toFloatArray())
        .isNotEqualTo(first);
    images.computeIfPresent("optical", (modality, image) -> image.flip(4));
    images.computeIfPresent("sar", (modality, image) -> image.mul(2));
    float[] withOtherRadar =
        ops.lastAttention(() -> last(encoder, images)).orElseThrow().toFloatArray();
    if (fusion.equals("linear")) {
      assertThat(withOtherRadar).containsExactly(first);
    } else {
      assertThat(withOtherRadar).isNotEqualTo(first);
    }
  }

  @Test
  void refusesImagesOfTwoSizes() {
    Encoder encoder = started(SMALL);
    Map<String, NDArray> images = images(List.of(0), trial.manager());
    images.put("sar", trial.manager().ones(new Shape(1, 2, 1, 8, 8)));
    assertThatThrownBy(() -> last(encoder, images))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("8 x 8 and 16 x 16 pixels");
  }

  @Test
  void refusesKeysThatCannotWork() {
    assertThatThrownBy(() -> started(SMALL.replace("{sar: [VV, VH], ", "{")))
        .hasMessageContaining("input_bands lists [optical]");
    assertThatThrownBy(() -> started(SMALL.replace("fusion_heads: 2", "fusion_heads: 3")))
        .hasMessageContaining("embed_dim=8 must be a multiple of fusion_heads=3");
  }

  private static String rule(String rule) {
    return SMALL.replace("frozen_mode: eval", "frozen_mode: eval, missing_modality: " + rule);
  }

  private Encoder encoder(String yaml, Map<String, List<Band>> bands) {
    MultimodalConfig config = Binder.bindText(yaml, "test", MultimodalConfig.class);
    return new MultimodalEncoder(config, new EncoderContext(trial.ops(), bands, 1));
  }

  private Encoder started(String yaml) {
    return trial.start(encoder(yaml, Map.of()));
  }

  /** An encoder for optical images only, with the weights of another one. */
  private Encoder copy(Encoder from, String yaml) {
    Encoder copy = encoder(yaml, OPTICAL_ONLY);
    trial.load(copy, trial.save(from, folder.resolve("copy.safetensors"), name -> name));
    return copy;
  }

  private static Acquisition day(int day) {
    LocalDateTime date = LocalDateTime.of(2018, 1, 1, 10, 0).plusDays(day - 1L);
    return new Acquisition(List.of(date), null, null);
  }

  /** Images of both sensors, which depend on the number of the sample. */
  private static Map<String, NDArray> images(List<Integer> samples, NDManager manager) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    new TreeMap<>(Map.of("optical", 4, "sar", 2))
        .forEach(
            (modality, bands) -> {
              int size = bands * 256;
              float[] values = new float[samples.size() * size];
              for (int i = 0; i < values.length; i++) {
                int sample = samples.get(i / size);
                values[i] = (float) Math.sin(0.1 * (i % size) * (sample + 1) + bands);
              }
              images.put(
                  modality, manager.create(values, new Shape(samples.size(), bands, 1, 16, 16)));
            });
    return images;
  }

  private List<float[]> encode(Encoder encoder, List<Integer> samples, Acquisition... taken) {
    try (NDManager step = trial.manager().newSubManager()) {
      List<float[]> maps = new ArrayList<>();
      encoder
          .encode(new EncoderInput(images(samples, step), List.of(taken)))
          .levels()
          .forEach(map -> maps.add(map.toFloatArray()));
      return maps;
    }
  }

  private static float[] last(Encoder encoder, Map<String, NDArray> images, Acquisition... taken) {
    EncoderInput input =
        taken.length == 0 ? EncoderInput.of(images) : new EncoderInput(images, List.of(taken));
    return encoder.encode(input).last().toFloatArray();
  }
}
