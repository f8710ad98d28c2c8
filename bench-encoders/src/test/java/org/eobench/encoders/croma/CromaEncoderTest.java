package org.eobench.encoders.croma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CromaEncoderTest {
  private static final Map<String, String> BANDS =
      Map.of(
          "optical", "{optical: [B2, B3, B4]}",
          "sar", "{sar: [VV, VH]}",
          "joint", "{optical: [B2, B3, B4], sar: [VV, VH]}");

  private final Trial trial = new Trial();
  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void eachEncoderReadsItsPartOfThePublishedFile() {
    Encoder saved = trial.start(encoder("joint", "[0, 1]", "last"));
    Path file = published(saved);
    assertThat(trial.load(encoder("joint", "[0, 1]", "last"), file).unexpected())
        .containsExactly("s1_GAP_FFN.net.0.weight", "s2_GAP_FFN.input_norm.bias");
    for (String modality : List.of("optical", "sar")) {
      Encoder part = encoder(modality, "[0, 1]", "last");
      LoadReport report = trial.load(part, file);
      assertThat(report.loaded()).containsExactlyInAnyOrderElementsOf(part.tensors().keySet());
      assertThat(report.missing()).isEmpty();
      part.tensors()
          .forEach(
              (name, tensor) ->
                  assertThat(tensor.array()).isEqualTo(Trial.tensor(saved, name).array()));
    }
  }

  @Test
  void theJointEncoderGivesTheSameFromThePublishedNames() {
    Encoder saved = trial.start(encoder("joint", "[0, 1]", "last"));
    Encoder loaded = encoder("joint", "[0, 1]", "last");
    trial.load(loaded, published(saved));
    assertThat(maps(loaded, 16, 16, 0, 0).get(1)).containsExactly(maps(saved, 16, 16, 0, 0).get(1));
  }

  @Test
  void refusesAFileWhoseEncoderHasAnotherDepth() {
    Encoder saved = trial.start(encoder("joint", "[0, 1]", "last"));
    Path file =
        trial.save(
            saved,
            folder.resolve("deeper.safetensors"),
            name -> inFile(name).replace("s2_encoder.transformer.layers.3", "s2_encoder.x.4"));
    assertThatThrownBy(() -> trial.load(encoder("optical", "[0]", "last"), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("lacks tensors")
        .hasMessageContaining("s2_encoder.transformer.layers.3.0.to_qkv.weight")
        .hasMessageContaining("unexpected tensors")
        .hasMessageContaining("s2_encoder.x.4");
    assertThat(trial.load(encoder("sar", "[0]", "last"), file).missing())
        .as("the radar encoder does not look at optical tensors")
        .isEmpty();
  }

  @Test
  void thePositionBiasIsNoTensorOfTheModel() {
    assertThat(encoder("joint", "[0, 1]", "last").tensors().keySet())
        .noneMatch(name -> name.contains("bias") && name.contains("attn"))
        .contains("cross_encoder.layers.1.1.to_q.weight", "s1_encoder.linear_input.weight");
  }

  @Test
  void takesImagesOfAnySizeThatPatchesCover() {
    Encoder encoder = trial.start(encoder("optical", "[3]", "last"));
    try (NDManager step = trial.manager().newSubManager()) {
      assertThat(encode(encoder, step, 24, 40, 0, 0).get(0).getShape())
          .isEqualTo(new Shape(1, 16, 3, 5));
    }
    assertThatThrownBy(() -> maps(encoder, 20, 24, 0, 0))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("20 x 24")
        .hasMessageContaining("multiples of 8");
  }

  @Test
  void refusesAnImageWhosePositionBiasNoMemoryHolds() {
    Encoder encoder = trial.start(encoder("sar", "[0]", "last"));
    try (NDManager step = trial.manager().newSubManager()) {
      EncoderInput input =
          EncoderInput.of(Map.of("sar", step.zeros(new Shape(1, 2, 1, 2048, 2048))));
      assertThatThrownBy(() -> encoder.encode(input))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("2048 x 2048")
          .hasMessageContaining("inference_mode=sliding");
    }
  }

  @Test
  void aPatchSeesFarOnesLessThanNearOnes() {
    Encoder encoder = trial.start(encoder("optical", "[0]", "none"));
    float[] before = maps(encoder, 16, 64, 0, 0).get(0);
    float[] near = maps(encoder, 16, 64, 1, 0).get(0);
    float[] far = maps(encoder, 16, 64, 6, 0).get(0);
    // The first patch of a map of 2 x 8, after a change of another patch in its row.
    assertThat(change(before, near)).isGreaterThan(change(before, far));
    assertThat(change(before, far)).isPositive();
  }

  @Test
  void keepsOneTableHoweverOftenTheSizeChanges() {
    Encoder encoder = trial.start(encoder("optical", "[0]", "last"));
    maps(encoder, 16, 16, 0, 0);
    int before = trial.manager().getManagedArrays().size();
    maps(encoder, 24, 16, 0, 0);
    maps(encoder, 16, 24, 0, 0);
    maps(encoder, 16, 16, 0, 0);
    assertThat(trial.manager().getManagedArrays()).hasSize(before);
  }

  @Test
  void theLastNormBelongsToTheLastBlock() {
    Encoder all = trial.start(encoder("optical", "[1, 3]", "last"));
    Encoder half = trial.start(encoder("optical", "[0, 1]", "last"));
    Encoder pangaea = trial.start(encoder("optical", "[0, 1]", "deepest"));
    float[] middle = maps(all, 16, 16, 0, 0).get(0);
    assertThat(maps(half, 16, 16, 0, 0).get(1)).containsExactly(middle);
    assertThat(maps(pangaea, 16, 16, 0, 0).get(1)).isNotEqualTo(middle);
  }

  @Test
  void blocksAfterTheDeepestMapAreNotRun() {
    Encoder encoder = trial.start(encoder("optical", "[0, 1]", "last"));
    Parameter later = Trial.tensor(encoder, "s2_encoder.transformer.layers.2.0.to_qkv.weight");
    float[] before = maps(encoder, 16, 16, 0, 0).get(1);
    later.set(trial.manager().full(later.shape(), Float.NaN));
    assertThat(maps(encoder, 16, 16, 0, 0).get(1)).containsExactly(before);
  }

  @Test
  void jointMapsDependOnBothSensors() {
    Encoder encoder = trial.start(encoder("joint", "[0, 1]", "last"));
    float[] before = maps(encoder, 16, 16, 0, 0).get(1);
    assertThat(maps(encoder, 16, 16, 1, 0).get(1)).as("optical").isNotEqualTo(before);
    assertThat(maps(encoder, 16, 16, 0, 1).get(1)).as("radar").isNotEqualTo(before);
  }

  @Test
  void refusesSensorsOfDifferentSize() {
    Encoder encoder = trial.start(encoder("joint", "[0, 1]", "last"));
    try (NDManager step = trial.manager().newSubManager()) {
      Map<String, NDArray> images = new LinkedHashMap<>();
      images.put("optical", step.zeros(new Shape(1, 3, 1, 16, 16)));
      images.put("sar", step.zeros(new Shape(1, 2, 1, 16, 24)));
      assertThatThrownBy(() -> encoder.encode(EncoderInput.of(images)))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("16 x 16 and 16 x 24 pixels");
    }
  }

  private Encoder encoder(String modality, String layers, String finalNorm) {
    return trial.create(
        CromaConfig.class,
        CromaEncoder::of,
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: 16, input_bands: %s,
             embed_dim: 16, depth: 4, num_heads: 4, patch_size: 8, mlp_ratio: 2, output_layers: %s,
             output_dim: 16, modality: %s, final_norm: %s, frozen_mode: eval}
            """,
            BANDS.get(modality),
            layers,
            modality,
            finalNorm));
  }

  /** A file with the sections of the published one. */
  private Path published(Encoder joint) {
    return trial.save(
        joint,
        folder.resolve("croma.safetensors"),
        CromaEncoderTest::inFile,
        "s1_GAP_FFN.net.0.weight",
        "s2_GAP_FFN.input_norm.bias");
  }

  private static String inFile(String name) {
    return name.replace("cross_encoder.", "joint_encoder.");
  }

  private List<float[]> maps(Encoder encoder, int height, int width, int optical, int radar) {
    try (NDManager step = trial.manager().newSubManager()) {
      return encode(encoder, step, height, width, optical, radar).stream()
          .map(NDArray::toFloatArray)
          .toList();
    }
  }

  /**
   * Maps of smooth images, in which one patch of the first row is brighter.
   *
   * @param optical the column of that patch in the optical image, 0 for none
   * @param radar the same in the radar image
   */
  private static List<NDArray> encode(
      Encoder encoder, NDManager step, int height, int width, int optical, int radar) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    encoder
        .spec()
        .inputBands()
        .forEach(
            (modality, bands) ->
                images.put(
                    modality,
                    image(
                        step,
                        bands.size(),
                        height,
                        width,
                        modality.equals("optical") ? optical : radar)));
    return encoder.encode(EncoderInput.of(images)).levels();
  }

  private static NDArray image(NDManager step, int bands, int height, int width, int patch) {
    float[] values = new float[bands * height * width];
    for (int i = 0; i < values.length; i++) {
      int row = i / width % height;
      int column = i % width;
      boolean bright = patch > 0 && row < 8 && column / 8 == patch;
      values[i] = (float) Math.sin(0.13 * i) + (bright ? (float) Math.cos(0.7 * i) : 0);
    }
    return step.create(values, new Shape(1, bands, 1, height, width));
  }

  /** How much the first patch of maps {@code [1,16,2,8]} differs. */
  private static double change(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < 16; d++) {
      sum += Math.abs(a[d * 16] - b[d * 16]);
    }
    return sum;
  }
}
