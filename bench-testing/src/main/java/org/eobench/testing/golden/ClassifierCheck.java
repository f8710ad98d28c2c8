package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.jspecify.annotations.Nullable;

/** Cases of the classifiers of whole images. */
final class ClassifierCheck implements GoldenCheck {
  private static final String LINEAR = "cls_linear";
  private static final String LAYERS = "cls_mlp";
  private static final String STRATEGY = "multi_temporal_strategy";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    String key = key(golden);
    return key != null && components.decoders().containsKey(key);
  }

  private static @Nullable String key(GoldenCase golden) {
    return switch (golden.component()) {
      case "decoder/cls_linear" -> LINEAR;
      case "decoder/cls_linear_mt" -> LAYERS;
      default -> null;
    };
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    String key = Objects.requireNonNull(key(golden));
    ObjectNode config = key.equals(LINEAR) ? Build.config() : layers(golden.config());
    DecoderContext context = DecoderRun.context(golden, bench);
    Decoder decoder =
        Build.component(Workbench.known(bench.components().decoders(), key), config, context);
    DecoderRun.run(golden, decoder, LinearDecoderCheck.LAYOUT, bench, answers);
  }

  private static ObjectNode layers(JsonNode recorded) {
    ObjectNode config = DecoderRun.fusing(recorded, Build.config());
    Build.copy(recorded, config, "softmax", "topology", "pooling_strategy");
    if (config.path(STRATEGY).asText().equals("linear")) {
      config.put(STRATEGY, "stack"); // one linear layer over the features of all dates
    }
    return config;
  }
}
