package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.weights.CheckpointLayout;

/** Cases of SegFormer's head as Pangaea has it: every level sees the last map. */
final class SegFormerDecoderCheck implements GoldenCheck {
  private static final String KEY = "segformer";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("decoder/seg_segformer")
        && components.decoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    Decoder decoder = decoder(golden.config(), DecoderRun.context(golden, bench), bench);
    DecoderRun.run(golden, decoder, CheckpointLayout.exact(), bench, answers);
  }

  /** Builds the head from a recorded config. */
  static Decoder decoder(JsonNode recorded, DecoderContext context, Workbench bench) {
    ObjectNode config = Build.config().put("dropout", 0).put("feature_levels", "last");
    Build.copy(recorded, config, "channels");
    return Build.component(Workbench.known(bench.components().decoders(), KEY), config, context);
  }
}
