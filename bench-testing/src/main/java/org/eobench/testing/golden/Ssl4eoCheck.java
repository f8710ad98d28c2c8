package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.encoder.Encoder;

/** Cases of the SSL4EO-S12 DINO encoder, with the keys of {@code protocol=pangaea}. */
final class Ssl4eoCheck implements GoldenCheck {
  private static final String KEY = "ssl4eo_dino";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("encoder/" + KEY) && components.encoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    ObjectNode config = Build.config();
    config.putNull("encoder_weights").putNull("download_url");
    config.put("frozen_mode", "train").put("final_norm", "none").put("qkv_bias", false);
    config.set("pretrained_size", golden.config().path("input_size"));
    Build.copy(
        golden.config(),
        config,
        "input_size",
        "input_bands",
        "embed_dim",
        "depth",
        "num_heads",
        "patch_size",
        "mlp_ratio",
        "qkv_bias",
        "output_layers",
        "output_dim");
    Encoder encoder =
        Build.component(
            Workbench.known(bench.components().encoders(), KEY),
            config,
            EncoderRun.context(golden.config().path("input_bands"), bench));
    EncoderRun.run(golden, encoder, bench, answers);
  }
}
