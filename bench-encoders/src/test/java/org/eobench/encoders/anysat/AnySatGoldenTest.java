package org.eobench.encoders.anysat;

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
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.encoders.Trial;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.cases.Comparison;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.Deviation;
import org.eobench.testing.golden.cases.ExpectedArray;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.Gradients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the original, in which a series and a single image belong to one sample. */
class AnySatGoldenTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enc_anysat_tiny_s2", "enc_anysat_tiny_s2naip"})
  void meetsTheOriginal(String id) {
    GoldenCase golden = GoldenCase.read(SharedFiles.require("golden_2026/" + id));
    AnySatEncoder encoder = encoder(golden);
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

  private NDArray loss(GoldenCase golden, AnySatEncoder encoder, ComputedArrays computed) {
    Map<String, NDArray> images = new LinkedHashMap<>();
    golden
        .config()
        .path("modalities")
        .forEach(name -> images.put(name.asText(), image(golden.input(name.asText()))));
    float[][] days = days(golden.input("s2_dates"));
    GlobalFeatures patches = encoder.features(images, days, AnySatOutput.PATCH);
    List<NDArray> arrays = new ArrayList<>();
    arrays.add(patches.maps().last());
    arrays.add(Objects.requireNonNull(patches.embedding()));
    computed.put("patch", arrays.get(0));
    computed.put("tile", arrays.get(1));
    if (golden.expects("dense")) {
      NDArray cells = encoder.features(images, days, AnySatOutput.DENSE).maps().last();
      arrays.add(cells);
      computed.put("dense", cells.transpose(0, 2, 3, 1));
    }
    return arrays.stream()
        .map(array -> array.mul(array).mean())
        .reduce(NDArray::add)
        .orElseThrow()
        .div(arrays.size());
  }

  /** {@code [B,T,C,H,W]} or {@code [B,C,H,W]} as {@code [B,C,T,H,W]}. */
  private NDArray image(RecordedArray recorded) {
    NDArray image = trial.manager().create(recorded.floats(), new Shape(recorded.shape()));
    return image.getShape().dimension() == 5 ? image.swapAxes(1, 2) : image.expandDims(2);
  }

  /** Recorded days count from 0. */
  private static float[][] days(RecordedArray recorded) {
    float[][] days = new float[recorded.size(0)][recorded.size(1)];
    for (int i = 0; i < recorded.values().length; i++) {
      days[i / days[0].length][i % days[0].length] = (float) recorded.values()[i] + 1;
    }
    return days;
  }

  private AnySatEncoder encoder(GoldenCase golden) {
    JsonNode config = golden.config();
    List<String> bands = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (JsonNode modality : config.path("modalities")) {
      int axis = modality.asText().equals("naip") ? 1 : 2;
      List<String> names = new ArrayList<>();
      for (int i = 0; i < golden.input(modality.asText()).size(axis); i++) {
        names.add("band" + i);
      }
      bands.add(modality.asText() + ": " + names);
      keys.add(modality.asText() + ": " + modality.asText());
    }
    String yaml =
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: %1$s, input_bands: {%2$s},
             modality_keys: {%3$s}, pretrained_bands: {%2$s}, embed_dim: %4$s, depth: %5$s,
             num_heads: %6$s, mlp_ratio: %7$s, patch_metres: %8$s, output: patch,
             frozen_mode: eval}
            """,
            golden.input("s2").size(3),
            String.join(", ", bands),
            String.join(", ", keys),
            config.path("dim"),
            config.path("depth"),
            config.path("heads"),
            config.path("mlp_ratio"),
            config.path("patch_size_m"));
    var encoder =
        new AnySatEncoder(Binder.bindText(yaml, "case.yaml", AnySatConfig.class), trial.context(1));
    trial.load(encoder, golden.folder().resolve(golden.weights().path("file").asText()));
    encoder.setTrainable(true);
    return encoder;
  }
}
