package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.weights.CheckpointLayout;

/** Cases of UPerNet for segmentation, change detection and regression. */
final class UperNetCheck implements GoldenCheck {
  private static final String REGRESSION = "reg_upernet";
  private static final String SIAMESE = "decoder/seg_siamupernet_diff";
  private static final Map<String, String> KEYS =
      Map.of(
          "decoder/seg_upernet",
          "upernet",
          "decoder/seg_upernet_mt_linear",
          "upernet",
          "decoder/seg_upernet_mt_ltae",
          "upernet",
          SIAMESE,
          "upernet",
          "decoder/reg_upernet",
          REGRESSION);

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    String key = KEYS.get(golden.component());
    return key != null && components.decoders().containsKey(key);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    String key = Objects.requireNonNull(KEYS.get(golden.component()));
    ObjectNode config = config(golden.config());
    DecoderContext context = DecoderRun.context(golden, bench);
    if (key.equals(REGRESSION)) {
      context = new DecoderContext(context.ops(), context.encoder(), 1, context.frames());
      config.put("output_activation", "relu");
    }
    if (golden.component().equals(SIAMESE)) {
      config.put("multi_temporal_strategy", "difference");
    }
    Decoder decoder = build(key, config, context, bench);
    DecoderRun.run(golden, decoder, CheckpointLayout.exact(), bench, answers);
  }

  /** Builds a UPerNet for segmentation from a recorded config, without dropout. */
  static Decoder decoder(JsonNode recorded, DecoderContext context, Workbench bench) {
    return build("upernet", config(recorded), context, bench);
  }

  private static Decoder build(
      String key, ObjectNode config, DecoderContext context, Workbench bench) {
    return Build.component(Workbench.known(bench.components().decoders(), key), config, context);
  }

  private static ObjectNode config(JsonNode recorded) {
    ObjectNode config = Build.config().put("dropout", 0);
    config.putArray("pool_scales").add(1).add(2).add(3).add(6);
    Build.copy(recorded, config, "channels", "pool_scales");
    config.put("interp_method", interpMethod(recorded));
    return DecoderRun.fusing(recorded, config);
  }

  /** Our name of the recorded way to the image's size; bilinear where none is recorded. */
  static String interpMethod(JsonNode recorded) {
    String method = recorded.path("interp_method").asText("interpolate");
    return method.toLowerCase(Locale.ROOT).startsWith("pixel") ? "pixel_shuffle" : "interpolate";
  }
}
