package org.eobench.testing.golden.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;

/** Converts a configuration tree to JSON, to merge it with the recorded keys of a case. */
final class ConfigJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigJson() {}

  static JsonNode of(ConfigNode node) {
    if (node instanceof MapNode map) {
      ObjectNode object = JSON.createObjectNode();
      map.entries().forEach(entry -> object.set(entry.name(), of(entry.value())));
      return object;
    }
    if (node instanceof ListNode list) {
      ArrayNode array = JSON.createArrayNode();
      list.items().forEach(item -> array.add(of(item)));
      return array;
    }
    return JSON.valueToTree(((ScalarNode) node).value());
  }
}
