package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Cases of the ViT encoder, with the keys of {@code protocol=pangaea}. */
final class VitCheck implements GoldenCheck {
  private static final String KEY = "vit";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("encoder/" + KEY) && components.encoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    ObjectNode config = EncoderRun.plainVit(golden);
    config.put("position_table", "zero").put("final_norm", "last");
    config.put("band_adaptation", "random");
    EncoderRun.run(golden, KEY, config, bench, answers);
  }
}
