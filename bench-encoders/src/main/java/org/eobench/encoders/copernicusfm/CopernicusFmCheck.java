package org.eobench.encoders.copernicusfm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.model.EncoderCheck;

/** Recorded cases of Copernicus-FM, which record places, areas and days as one array. */
public final class CopernicusFmCheck extends EncoderCheck<CopernicusFmEncoder> {
  public CopernicusFmCheck() {
    super(
        "encoder/copernicus_fm",
        """
        requires:
          norm_eps: 1.0e-06
          loc_option: lonlat
          wave_transformer:
            {num_tokens: 128, heads: 4, layers: 1, dim_feedforward: 2048, activation: gelu, norm_first: false,
             kernel_size: 16, scaler: 0.01, conv_padding: 1, layer_norm_eps: 1.0e-05}
        """);
  }

  @Override
  protected NDArray pass(
      GoldenCase golden, CopernicusFmEncoder encoder, NDManager manager, ComputedArrays computed) {
    RecordedArray recorded = golden.input("image");
    NDArray image = manager.create(recorded.floats(), new Shape(recorded.shape()));
    computed.put("codes", encoder.bandCodes(image));
    computed.put("tokens_patch", encoder.patches(image));
    GlobalFeatures features = encoder.global(image, facts(golden.input("meta_info")));
    NDArray last = Objects.requireNonNull(features.embedding());
    computed.put("cls", last);
    List<NDArray> arrays = new ArrayList<>(List.of(last));
    for (NDArray map : features.maps().levels()) {
      computed.put("layer" + (arrays.size() - 1), map);
      arrays.add(map);
    }
    return meanSquare(arrays);
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

  @Override
  protected CopernicusFmEncoder encoder(GoldenCase golden, CheckContext context) {
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
            variable ? "{dem: [DEM]}" : "{optical: " + bands(config) + "}",
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
    return new CopernicusFmEncoder(
        Binder.bindText(yaml, GoldenCase.FILE, CopernicusFmConfig.class),
        context(context, 1),
        language);
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
