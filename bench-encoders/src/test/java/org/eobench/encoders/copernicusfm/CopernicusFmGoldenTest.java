package org.eobench.encoders.copernicusfm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.encoders.Trial;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.cases.Comparison;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.Deviation;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.GoldenWeights;
import org.eobench.testing.golden.model.Gradients;
import org.eobench.testing.golden.model.TensorNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the original, which record places, areas and days as one array. */
class CopernicusFmGoldenTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enc_copernicus_fm_tiny_s2", "enc_copernicus_fm_tiny_var"})
  void meetsTheOriginal(String id) {
    GoldenCase golden = GoldenCase.read(SharedFiles.require("golden_2026/" + id));
    CopernicusFmEncoder encoder = encoder(golden);
    ComputedArrays computed = new ComputedArrays();
    Gradients.back(() -> loss(golden, encoder, computed));
    Map<String, float[]> gradients = new LinkedHashMap<>();
    encoder.tensors().forEach((name, tensor) -> gradients.put(name, Gradients.of(tensor.array())));
    computed.putTensors("grad_params", gradients);
    for (ExpectedArray expected : golden.expected()) {
      Deviation worst = Comparison.worst(expected, computed);
      assertThat(worst.within()).as(worst.describe()).isTrue();
    }
  }

  private NDArray loss(GoldenCase golden, CopernicusFmEncoder encoder, ComputedArrays computed) {
    RecordedArray recorded = golden.input("image");
    NDArray image = trial.manager().create(recorded.floats(), new Shape(recorded.shape()));
    computed.put("codes", encoder.bandCodes(image));
    computed.put("tokens_patch", encoder.patches(image));
    GlobalFeatures features = encoder.global(image, facts(golden.input("meta_info")));
    NDArray last = Objects.requireNonNull(features.embedding());
    computed.put("cls", last);
    List<NDArray> squares = new ArrayList<>(List.of(last.mul(last).mean()));
    for (NDArray map : features.maps().levels()) {
      computed.put("layer" + (squares.size() - 1), map);
      squares.add(map.mul(map).mean());
    }
    return squares.stream().reduce(NDArray::add).orElseThrow().div(squares.size());
  }

  /** Rows of longitude, latitude, day and area; NaN where unknown. */
  private static List<Facts> facts(RecordedArray meta) {
    List<Facts> facts = new ArrayList<>();
    double[] values = meta.values();
    for (int i = 0; i < values.length; i += 4) {
      facts.add(
          new Facts(
              new Acquisition.Place(values[i + 1], values[i]),
              values[i + 3],
              Double.isNaN(values[i + 2]) ? null : values[i + 2]));
    }
    return facts;
  }

  private CopernicusFmEncoder encoder(GoldenCase golden) {
    JsonNode config = golden.config();
    boolean variable = config.path("input_mode").asText().equals("variable");
    String yaml =
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: 224, input_bands: %1$s,
             embed_dim: %2$s, output_dim: %2$s, depth: %3$s, num_heads: %4$s, patch_size: %5$s,
             mlp_ratio: %6$s, output_layers: %7$s, table_size: %8$s, kernel_size: %9$s,
             wv_planes: %10$s, variable: %11$s, language_codes: %11$s, language_width: 2048,
             wave_list: %12$s, bandwidth_list: %13$s, metadata: [location, area, time],
             unknown_metadata: batch, frozen_mode: eval}
            """,
            variable ? "{dem: [DEM]}" : "{optical: %s}".formatted(bands(config)),
            config.path("embed_dim"),
            config.path("depth"),
            config.path("num_heads"),
            config.path("kernel_size"),
            config.path("mlp_ratio"),
            config.path("output_layers"),
            config.path("img_size"),
            config.path("patch_size"),
            config.path("wave_transformer").path("wv_planes"),
            variable ? "given" : "null",
            micrometres(config.path("wavelengths_nm")),
            micrometres(config.path("bandwidths_nm")));
    float[] language = variable ? golden.input("language_embed").floats() : null;
    var encoder =
        new CopernicusFmEncoder(
            Binder.bindText(yaml, "case.yaml", CopernicusFmConfig.class),
            trial.context(1),
            language);
    GoldenWeights.fill(
        golden,
        golden.weights(),
        new TensorNames(encoder.tensors(), "", encoder.checkpointLayout().rename()),
        encoder.checkpointLayout(),
        trial.manager());
    // The original records the gradient of its fixed position table too.
    encoder.tensors().values().forEach(tensor -> tensor.array().setRequiresGradient(true));
    return encoder;
  }

  private static List<String> bands(JsonNode config) {
    List<String> names = new ArrayList<>();
    config.path("wavelengths_nm").forEach(wave -> names.add("band" + names.size()));
    return names;
  }

  private static String micrometres(JsonNode nanometres) {
    List<String> bands = new ArrayList<>();
    nanometres.forEach(value -> bands.add("band" + bands.size() + ": " + value.asDouble() / 1000));
    return "{optical: {" + String.join(", ", bands) + "}}";
  }
}
