package org.eobench.encoders.dofa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.vit.PositionEmbedding;
import org.eobench.core.weights.Weights;
import org.eobench.testing.golden.model.InnerArray;
import org.eobench.testing.golden.model.ObservingOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DofaEncoderTest {
  private static final int WIDTH = 8;

  private NDManager manager;
  private ObservingOps ops;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu());
    ops = new ObservingOps(manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void rejectsBandsWithoutWavelengthAllAtOnce() {
    assertThatThrownBy(() -> encoder(16, "interpolate", List.of("B2", "B8a", "CLP")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/BandWithoutWavelength] bands B8a, CLP of modality optical")
        .hasMessageContaining("did you mean B8A?")
        .hasMessageContaining("`+encoder.wave_list.optical.B8a=")
        .hasMessageContaining("dataset.wavelengths.optical=");
  }

  @Test
  void takesTheWavelengthOfTheDataSetWhereTheListHasNone() {
    EncoderContext context =
        new EncoderContext(ops, Map.of("optical", List.of(new Band("red", 0.665))), 1);
    DofaEncoder named = started(new DofaEncoder(config(16, "zero", List.of("B4")), context));
    DofaEncoder given = started(new DofaEncoder(config(16, "zero", List.of("red")), context));
    assertThat(encode(given, 1)).containsExactly(encode(named, 1));
  }

  @Test
  void bandsAreToldApartByWavelengthAndNotByPlace() {
    DofaEncoder one = started(encoder(16, "interpolate", List.of("B2", "B12")));
    DofaEncoder swapped = started(encoder(16, "interpolate", List.of("B12", "B2")));
    float[] maps = encode(one, 1, 2);
    assertThat(close(encode(swapped, 2, 1), maps)).isTrue();
    assertThat(close(encode(one, 2, 1), maps)).isFalse();
  }

  @Test
  void startsWithTheSineAndCosineTable() {
    DofaEncoder encoder = started(encoder(16, "interpolate", List.of("B2")));
    assertThat(table(encoder)).containsExactly(PositionEmbedding.sinCos2d(WIDTH, 4, 4, true));
  }

  @Test
  void startsWithoutPositionsUnderThePangaeaProtocol() {
    assertThat(table(started(encoder(16, "zero", List.of("B2"))))).containsOnly(0f);
  }

  @Test
  void resamplesThePositionTableOfACheckpointOfAnotherSize() {
    Path file = checkpoint(encoder(16, "interpolate", List.of("B2")));
    DofaEncoder larger = loaded(encoder(24, "interpolate", List.of("B2")), file);
    float[] small = PositionEmbedding.sinCos2d(WIDTH, 4, 4, true);
    assertThat(table(larger)).containsExactly(PositionEmbedding.resample(small, WIDTH, 1, 4, 6));
  }

  @Test
  void zeroesThePositionTableOfACheckpointOfAnotherSizeUnderThePangaeaProtocol() {
    Path file = checkpoint(encoder(16, "interpolate", List.of("B2")));
    assertThat(table(loaded(encoder(24, "zero", List.of("B2")), file))).containsOnly(0f);
    assertThat(table(loaded(encoder(16, "zero", List.of("B2")), file)))
        .as("a table that fits is kept")
        .containsExactly(PositionEmbedding.sinCos2d(WIDTH, 4, 4, true));
  }

  @Test
  void ignoresWhatOnlyPretrainingUsedAndRefusesTheRest() {
    DofaEncoder encoder = started(encoder(16, "interpolate", List.of("B2")));
    Map<String, Parameter> tensors = new LinkedHashMap<>(encoder.tensors());
    tensors.put("mask_token", Objects.requireNonNull(tensors.get("cls_token")));
    tensors.put("projector.weight", tensors.get("norm.weight"));
    Path file = folder.resolve("more.safetensors");
    Weights.save(tensors, file, Map.of());
    assertThat(encode(loaded(encoder(16, "interpolate", List.of("B2")), file), 1))
        .containsExactly(encode(encoder, 1));
    tensors.remove("norm.bias");
    tensors.put("blocks.9.norm1.weight", tensors.get("norm.weight"));
    Weights.save(tensors, file, Map.of());
    assertThatThrownBy(() -> loaded(encoder(16, "interpolate", List.of("B2")), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("norm.bias")
        .hasMessageContaining("blocks.9.norm1.weight");
  }

  @Test
  void aPatchSeesOnePixelAboveAndToTheLeftAndNotItsLast() {
    DofaEncoder encoder = started(encoder(16, "interpolate", List.of("B2")));
    float[] blank = patches(encoder, -1, -1);
    assertThat(tokensThatDiffer(blank, patches(encoder, 0, 0))).containsExactly(0);
    assertThat(tokensThatDiffer(blank, patches(encoder, 2, 2))).containsExactly(0);
    assertThat(tokensThatDiffer(blank, patches(encoder, 3, 2))).containsExactly(4);
    assertThat(tokensThatDiffer(blank, patches(encoder, 15, 15))).isEmpty();
  }

  @Test
  void newWeightsGivePatchTokensOfAboutUnitVariance() {
    DofaEncoder encoder = started(encoder(16, "interpolate", List.of("B2", "B4", "B12")));
    double squares = 0;
    float[] tokens;
    try (NDManager step = manager.newSubManager()) {
      NDArray image = step.randomNormal(new Shape(8, 3, 1, 16, 16));
      tokens = patchTokens(encoder, image);
    }
    for (float token : tokens) {
      squares += (double) token * token;
    }
    assertThat(Math.sqrt(squares / tokens.length)).isBetween(0.4, 2.5);
  }

  private DofaConfig config(int inputSize, String positions, List<String> bands) {
    return Binder.bindText(
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: %d, input_bands: {optical: [%s]},
             embed_dim: %d, depth: 2, num_heads: 2, patch_size: 4, mlp_ratio: 2, wv_planes: 16,
             output_layers: [0, 1], output_dim: %3$d, position_table: %s, frozen_mode: eval,
             wave_list: {optical: {B2: 0.49, B4: 0.665, B8A: 0.864, B12: 2.2}}}
            """,
            inputSize,
            String.join(", ", bands),
            WIDTH,
            positions),
        "test",
        DofaConfig.class);
  }

  private DofaEncoder encoder(int inputSize, String positions, List<String> bands) {
    return new DofaEncoder(
        config(inputSize, positions, bands), new EncoderContext(ops, Map.of(), 1));
  }

  private DofaEncoder started(DofaEncoder encoder) {
    Weights.initialize(encoder.tensors(), manager, 3);
    return encoder;
  }

  private Path checkpoint(DofaEncoder encoder) {
    Path file = folder.resolve("dofa.safetensors");
    Weights.save(started(encoder).tensors(), file, Map.of());
    return file;
  }

  private DofaEncoder loaded(DofaEncoder encoder, Path file) {
    try (TensorFile saved = TensorFile.open(file)) {
      Weights.load(encoder.tensors(), saved, encoder.checkpointLayout(), manager);
    }
    return encoder;
  }

  private static float[] table(DofaEncoder encoder) {
    return Objects.requireNonNull(encoder.tensors().get("pos_embed")).array().toFloatArray();
  }

  /** What goes into the blocks before the class token and the positions are added. */
  private float[] patchTokens(DofaEncoder encoder, NDArray image) {
    InnerArray patches = InnerArray.argumentOf("cls_token", 0);
    ops.observe(encoder.tensors(), List.of(patches));
    encoder.encode(EncoderInput.of(Map.of("optical", image)));
    return ops.seen(patches).toFloatArray();
  }

  /** The deepest map of an image whose bands hold a wave of their own each. */
  private float[] encode(DofaEncoder encoder, int... frequencies) {
    float[] values = new float[frequencies.length * 256];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(0.1 * frequencies[i / 256] * (i % 256));
    }
    try (NDManager step = manager.newSubManager()) {
      NDArray image = step.create(values, new Shape(1, frequencies.length, 1, 16, 16));
      return encoder.encode(EncoderInput.of(Map.of("optical", image))).last().toFloatArray();
    }
  }

  /** Patch tokens of a blank image with one bright pixel, or none. */
  private float[] patches(DofaEncoder encoder, int row, int column) {
    float[] values = new float[256];
    if (row >= 0) {
      values[row * 16 + column] = 1;
    }
    try (NDManager step = manager.newSubManager()) {
      NDArray image = step.create(values, new Shape(1, 1, 1, 16, 16));
      return patchTokens(encoder, image);
    }
  }

  private static List<Integer> tokensThatDiffer(float[] a, float[] b) {
    return IntStream.range(0, a.length)
        .filter(i -> a[i] != b[i])
        .map(i -> i / WIDTH)
        .distinct()
        .boxed()
        .toList();
  }

  private static boolean close(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) > 1e-4) {
        return false;
      }
    }
    return true;
  }
}
