package org.eobench.encoders.prithvi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.config.bind.Binder;

/** The keys of a Prithvi that runs in a moment, to be changed one by one. */
record TinyPrithvi(Map<String, String> keys) {
  private static final List<String> BANDS = List.of("B2", "B3", "B4", "B8A", "B11", "B12");

  static TinyPrithvi of(int bands) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("encoder_weights", "null");
    keys.put("download_url", "null");
    keys.put("card", "{family: Prithvi}");
    keys.put("input_size", "16");
    keys.put("input_bands", "{optical: [" + String.join(", ", BANDS.subList(0, bands)) + "]}");
    keys.put("embed_dim", "32");
    keys.put("depth", "2");
    keys.put("num_heads", "4");
    keys.put("patch_size", "4");
    keys.put("mlp_ratio", "2");
    keys.put("output_layers", "[0, 1]");
    keys.put("output_dim", "32");
    keys.put("tubelet_size", "1");
    keys.put("norm_eps", "1e-5");
    keys.put("final_norm", "last");
    keys.put("coords_encoding", "[]");
    keys.put("pretrained_frames", "3");
    keys.put("pretrained_size", "16");
    keys.put("position_rule", "recompute");
    keys.put("frozen_mode", "eval");
    return new TinyPrithvi(keys);
  }

  TinyPrithvi with(String key, Object value) {
    Map<String, String> changed = new LinkedHashMap<>(keys);
    changed.put(key, String.valueOf(value));
    return new TinyPrithvi(changed);
  }

  PrithviConfig bind() {
    String text =
        keys.entrySet().stream()
            .map(key -> key.getKey() + ": " + key.getValue())
            .collect(Collectors.joining("\n"));
    return Binder.bindText(text, "test", PrithviConfig.class);
  }
}
