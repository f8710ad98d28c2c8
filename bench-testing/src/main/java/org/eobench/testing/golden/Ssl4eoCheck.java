package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Cases of the SSL4EO-S12 DINO encoder, with the keys of {@code protocol=pangaea}. */
final class Ssl4eoCheck implements GoldenCheck {
  private static final String KEY = "ssl4eo_dino";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("encoder/" + KEY) && components.encoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    ObjectNode config = EncoderRun.plainVit(golden);
    config.put("final_norm", "none").put("qkv_bias", false);
    config.set("pretrained_size", golden.config().path("input_size"));
    Build.copy(golden.config(), config, "qkv_bias");
    EncoderRun.run(golden, KEY, config, bench, answers);
  }
}
