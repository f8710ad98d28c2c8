package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.encoder.Encoder;

/** Cases of the Prithvi encoder, version 1.0. */
final class PrithviCheck implements GoldenCheck {
  private static final String KEY = "prithvi";

  /** The checkpoints of the cases are for as many frames as the published one. */
  private static final int CHECKPOINT_FRAMES = 3;

  private static final double NORM_EPS = 1e-5;

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("encoder/" + KEY) && components.encoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    JsonNode config = golden.config();
    Encoder encoder = encoder(config, config.path("input_bands"), CHECKPOINT_FRAMES, bench);
    EncoderRun.run(golden, encoder, bench, answers);
  }

  /**
   * Builds a Prithvi from a recorded config, with the keys of {@code protocol=pangaea}.
   *
   * @param checkpointFrames frames that the checkpoint's position table is for
   */
  static Encoder encoder(
      JsonNode recorded, JsonNode inputBands, int checkpointFrames, Workbench bench) {
    ObjectNode config = Build.config();
    config.putNull("encoder_weights").putNull("download_url");
    config.put("final_norm", "none").put("position_rule", "recompute").put("frozen_mode", "train");
    config.put("tubelet_size", 1).put("mlp_ratio", 4).put("norm_eps", NORM_EPS);
    config.put("pretrained_frames", checkpointFrames);
    config.set("pretrained_size", recorded.path("input_size"));
    config.putArray("coords_encoding");
    config.set("input_bands", inputBands);
    config.set("output_dim", recorded.path("embed_dim"));
    Build.copy(
        recorded,
        config,
        "input_size",
        "embed_dim",
        "depth",
        "num_heads",
        "patch_size",
        "tubelet_size",
        "mlp_ratio",
        "norm_eps",
        "output_layers");
    int frames = recorded.path("num_frames").asInt();
    return Build.component(
        Workbench.known(bench.components().encoders(), KEY),
        config,
        EncoderRun.context(inputBands, frames, bench));
  }
}
