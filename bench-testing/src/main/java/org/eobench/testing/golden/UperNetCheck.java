package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.nn.CheckpointLayout;

/** Cases of UPerNet for segmentation. */
final class UperNetCheck implements GoldenCheck {
  private static final String KEY = "upernet";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().equals("decoder/seg_upernet")
        && components.decoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    Decoder decoder = decoder(golden.config(), DecoderRun.context(golden, bench), bench);
    DecoderRun.run(golden, decoder, CheckpointLayout.exact(), bench, answers);
  }

  /** Builds a UPerNet from a recorded config, without dropout. */
  static Decoder decoder(JsonNode recorded, DecoderContext context, Workbench bench) {
    ObjectNode config = Build.config().put("dropout", 0);
    config.putArray("pool_scales").add(1).add(2).add(3).add(6);
    Build.copy(recorded, config, "channels", "pool_scales");
    String method = recorded.path("interp_method").asText("interpolate");
    config.put(
        "interp_method",
        method.toLowerCase(Locale.ROOT).startsWith("pixel") ? "pixel_shuffle" : "interpolate");
    return Build.component(Workbench.known(bench.components().decoders(), KEY), config, context);
  }
}
