package org.eobench.encoders.panopticon;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the original, in which each sample has channels of its own. */
class PanopticonGoldenTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enc_panopticon_tiny_s2", "enc_panopticon_tiny_s1s2"})
  void meetsTheOriginal(String id) {
    GoldenCase golden = GoldenCase.read(SharedFiles.require("golden_2026/" + id));
    PanopticonEncoder encoder = encoder(golden);
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

  private NDArray loss(GoldenCase golden, PanopticonEncoder encoder, ComputedArrays computed) {
    RecordedArray recorded = golden.input("imgs");
    NDArray image = trial.manager().create(recorded.floats(), new Shape(recorded.shape()));
    int channels = recorded.size(1);
    long[] flat = golden.input("chn_ids").longs();
    long[][] ids = new long[recorded.size(0)][channels];
    for (int i = 0; i < flat.length; i++) {
      ids[i / channels][i % channels] = flat[i];
    }
    NDArray codes = encoder.channelCodes().of(ids, trial.manager());
    NDArray patches = encoder.patches(image, codes, left(golden));
    computed.put("channel_codes", codes);
    computed.put("patch_tokens", patches);
    GlobalFeatures features = encoder.global(image, patches);
    List<NDArray> squares = new ArrayList<>();
    JsonNode layers = golden.config().path("output_layers");
    for (int i = 0; i < layers.size(); i++) {
      NDArray map = features.maps().levels().get(i);
      NDArray token = features.classTokens().get(i);
      computed.put("layer" + layers.get(i).asInt(), map);
      computed.put("cls" + layers.get(i).asInt(), token);
      squares.add(map.mul(map).mean());
      squares.add(token.mul(token).mean());
    }
    return squares.stream().reduce(NDArray::add).orElseThrow().div(squares.size());
  }

  private @Nullable NDArray left(GoldenCase golden) {
    if (!golden.hasInput("spec_masks")) {
      return null;
    }
    RecordedArray masks = golden.input("spec_masks");
    float[] scores = new float[masks.values().length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = masks.values()[i] == 0 ? 0 : Float.NEGATIVE_INFINITY;
    }
    return trial.manager().create(scores, new Shape(masks.size(0), masks.size(1), 1, 1));
  }

  private PanopticonEncoder encoder(GoldenCase golden) {
    JsonNode config = golden.config();
    int patch = config.path("patch_size").asInt();
    String yaml =
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: %1$s, input_bands: {sar: [VV]},
             embed_dim: %2$s, output_dim: %2$s, depth: %3$s, num_heads: %4$s, patch_size: %5$d,
             mlp_ratio: %6$s, output_layers: %7$s, position_grid: %8$d, attn_dim: %9$s,
             chn_heads: %10$s, init_values: 1.0e-05, interpolate_offset: %11$s, wave_list: {},
             sar_ids: {VV: -1}, final_norm: all, frozen_mode: eval}
            """,
            config.path("img_size"),
            config.path("embed_dim"),
            config.path("depth"),
            config.path("num_heads"),
            patch,
            config.path("mlp_ratio"),
            config.path("output_layers"),
            config.path("img_size").asInt() / patch,
            config.path("attn_dim"),
            config.path("chn_heads"),
            config.path("interpolate_offset"));
    var encoder =
        (PanopticonEncoder) trial.create(PanopticonConfig.class, PanopticonEncoder::new, yaml);
    Path weights = golden.folder().resolve(golden.weights().path("file").asText());
    trial.load(encoder, weights);
    encoder.setTrainable(true);
    return encoder;
  }
}
