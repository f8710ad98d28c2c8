package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.encoder.Encoder;

/** Cases of CROMA's three encoders. */
final class CromaCheck implements GoldenCheck {
  private static final String KEY = "croma";
  private static final String COMPONENT = "encoder/croma_";
  private static final int BASE_DEPTH = 12;
  private static final int HEADS = 16;
  private static final int PATCH = 8;

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().startsWith(COMPONENT) && components.encoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    EncoderRun.run(golden, encoder(golden, bench), bench, answers);
  }

  /** Builds the encoder from a recorded config, with the keys of {@code protocol=pangaea}. */
  private static Encoder encoder(GoldenCase golden, Workbench bench) {
    JsonNode recorded = golden.config();
    String modality = golden.component().substring(COMPONENT.length());
    int depth = recorded.path("encoder_depth_s2").asInt(BASE_DEPTH);
    requireHalf(recorded, "encoder_depth_s1", depth);
    requireHalf(recorded, "encoder_depth_joint", depth);
    ObjectNode config = Build.config();
    config.putNull("encoder_weights").putNull("download_url");
    config.put("frozen_mode", "train").put("final_norm", "deepest").put("modality", modality);
    config.put("depth", depth).put("num_heads", HEADS);
    config.put("patch_size", recorded.path("patch_size").asInt(PATCH));
    config.put("mlp_ratio", recorded.path("ff_mult").asInt(4));
    config.set("embed_dim", recorded.path("output_dim"));
    config.set("output_layers", existing(recorded, modality.equals("optical") ? depth : depth / 2));
    Build.copy(recorded, config, "input_size", "input_bands", "output_dim", "num_heads");
    return Build.component(
        Workbench.known(bench.components().encoders(), KEY),
        config,
        EncoderRun.context(recorded.path("input_bands"), bench));
  }

  /** The radar's and the joint encoder have half the layers of the optical one. */
  private static void requireHalf(JsonNode recorded, String key, int depth) {
    if (recorded.path(key).asInt(depth / 2) != depth / 2) {
      throw new Mismatch(key + " is not half of encoder_depth_s2=" + depth);
    }
  }

  /** The original passes over layers it does not have; we refuse them. */
  private static ArrayNode existing(JsonNode recorded, int depth) {
    ArrayNode layers = Build.config().putArray("output_layers");
    for (JsonNode layer : recorded.path("output_layers")) {
      if (layer.asInt() < depth) {
        layers.add(layer.asInt());
      }
    }
    return layers;
  }
}
