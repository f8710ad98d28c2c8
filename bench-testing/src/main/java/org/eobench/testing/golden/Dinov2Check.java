package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.encoder.Encoder;

/** Cases of the DINOv2 encoder, recorded with the authors' code. */
final class Dinov2Check implements GoldenCheck {
  private static final String KEY = "dinov2";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("encoder/" + KEY) && components.encoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    JsonNode recorded = golden.config();
    ObjectNode config = Build.config();
    config.putNull("encoder_weights").putNull("download_url");
    config.put("frozen_mode", "eval").put("final_norm", "all").put("band_adaptation", "rgb");
    config.put("mlp_ratio", 4).put("ffn_layer", "mlp");
    int side = recorded.path("img_size").asInt();
    config.put("input_size", side);
    config.put("position_grid", side / recorded.path("patch_size").asInt());
    config.putObject("input_bands").putArray("image").add("Red").add("Green").add("Blue");
    config.set("output_dim", recorded.path("embed_dim"));
    Build.copy(
        recorded,
        config,
        "patch_size",
        "embed_dim",
        "depth",
        "num_heads",
        "mlp_ratio",
        "ffn_layer",
        "init_values",
        "num_register_tokens",
        "interpolate_antialias",
        "interpolate_offset",
        "output_layers");
    Encoder encoder =
        Build.component(
            Workbench.known(bench.components().encoders(), KEY),
            config,
            EncoderRun.context(config.path("input_bands"), bench));
    EncoderRun.run(golden, encoder, bench, answers);
  }
}
