package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.Parameter;

/** Cases of the ResNet encoders, whose tensors Pangaea numbers. */
final class ResNetCheck implements GoldenCheck {
  private static final String KEY = "resnet";
  private static final String PREFIX = "resnet.";

  @Override
  public boolean covers(GoldenCase golden, Components components) {
    return golden.component().startsWith("encoder/" + KEY)
        && components.encoders().containsKey(KEY);
  }

  @Override
  public void run(GoldenCase golden, Workbench bench, Answers answers) {
    JsonNode recorded = golden.config();
    ObjectNode config = Build.config();
    config.putNull("encoder_weights").putNull("download_url");
    config.put("frozen_mode", "train").put("band_adaptation", "random");
    Build.copy(recorded, config, "input_size", "input_bands", "depth", "output_layers");
    Encoder encoder =
        Build.component(
            Workbench.known(bench.components().encoders(), KEY),
            config,
            EncoderRun.context(recorded.path("input_bands"), bench));
    requireWidths(recorded.path("output_dim"), encoder.spec());
    EncoderRun.run(golden, encoder, numbered(golden, encoder), bench, answers);
  }

  /** The widths of all maps, which follow from the depth. */
  private static void requireWidths(JsonNode recorded, EncoderSpec spec) {
    List<Integer> widths = new ArrayList<>();
    recorded.forEach(width -> widths.add(width.asInt()));
    List<Integer> ours = spec.levels().stream().map(EncoderSpec.Level::width).toList();
    if (!widths.isEmpty() && !widths.equals(ours)) {
      throw new Mismatch("our maps have the widths " + ours + " and not " + widths);
    }
  }

  /** The encoder's tensors, floats under the names of the case and counters under their own. */
  private static Map<String, Parameter> numbered(GoldenCase golden, Encoder encoder) {
    Map<String, Parameter> left = new LinkedHashMap<>(encoder.tensors());
    Map<String, Parameter> named = new LinkedHashMap<>();
    for (JsonNode row : golden.weights().path("params")) {
      String recorded = row.get(0).asText();
      String key = recorded.startsWith(PREFIX) ? recorded.substring(PREFIX.length()) : recorded;
      Parameter tensor = left.remove(encoder.checkpointLayout().rename().apply(key));
      if (tensor == null) {
        throw new Mismatch("our model has no tensor " + recorded);
      }
      named.put(recorded, tensor);
    }
    named.putAll(left);
    return named;
  }
}
