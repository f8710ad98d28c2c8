package org.eobench.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.config.compose.Composer;
import org.eobench.core.config.compose.SearchPath;
import org.eobench.core.config.source.DirectorySource;
import org.jspecify.annotations.Nullable;

/** One question to the real Hydra with its answer. */
record HydraCase(JsonNode json, Path folder) {
  String id() {
    return json.get("id").asText();
  }

  /** Whether the answer is debatable or concerns Hydra's own node only, so counted apart. */
  boolean isApart() {
    return json.has("quirk") || strings(json.path("tags")).contains("hydra-node");
  }

  boolean isMultirun() {
    return json.path("multirun").asBoolean();
  }

  List<String> overrides() {
    return strings(json.path("overrides"));
  }

  String configName() {
    return json.path("configName").asText();
  }

  JsonNode expected() {
    return json.path("expected");
  }

  boolean expectsError() {
    return json.has("error");
  }

  Composer composer() {
    Map<String, String> environment = new TreeMap<>();
    json.path("env")
        .fields()
        .forEachRemaining(e -> environment.put(e.getKey(), e.getValue().asText()));
    return new Composer(searchPath(), environment::get);
  }

  SearchPath searchPath() {
    return new SearchPath(
        List.of(new DirectorySource(folder.resolve(json.get("configDir").asText()))));
  }

  static List<String> strings(@Nullable JsonNode array) {
    List<String> texts = new ArrayList<>();
    if (array != null) {
      array.forEach(item -> texts.add(item.asText()));
    }
    return texts;
  }
}
