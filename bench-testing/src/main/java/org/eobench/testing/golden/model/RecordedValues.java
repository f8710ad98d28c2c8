package org.eobench.testing.golden.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.Suggest;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.Mismatch;
import org.eobench.testing.golden.cases.RecordedArray;
import org.jspecify.annotations.Nullable;

/**
 * The values that a case recorded under {@code config}, for a mapping: {@code ${key}} is a recorded
 * value, or the mapping's default if the case has none.
 */
final class RecordedValues implements MappingExpression.Source {
  /** Ends the names of inputs that mark missing images. */
  static final String MASK = "_mask";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final GoldenCase golden;
  private final String component;
  private final GoldenMapping mapping;
  private final List<JsonNode> scopes;

  /**
   * @param component component of the mapping
   * @param scopes objects in which keys are looked up, innermost first
   */
  RecordedValues(
      GoldenCase golden, String component, GoldenMapping mapping, List<JsonNode> scopes) {
    this.golden = golden;
    this.component = component;
    this.mapping = mapping;
    this.scopes = List.copyOf(scopes);
  }

  /** A tree of the mapping with all {@code ${…}} replaced. */
  JsonNode resolved(ConfigNode tree) {
    return resolved(ConfigJson.of(tree));
  }

  private JsonNode resolved(JsonNode tree) {
    if (tree.isObject()) {
      ObjectNode object = JSON.objectNode();
      tree.fields().forEachRemaining(e -> object.set(e.getKey(), resolved(e.getValue())));
      return object;
    }
    if (tree.isArray()) {
      ArrayNode array = JSON.arrayNode();
      tree.forEach(item -> array.add(resolved(item)));
      return array;
    }
    return tree instanceof TextNode text ? MappingExpression.value(text.asText(), this) : tree;
  }

  @Override
  public JsonNode key(String key) {
    JsonNode found = find(key);
    if (found == null) {
      throw new Mismatch(
          String.format(
              Locale.ROOT,
              "the case has no config.%s, but %s uses it; %s",
              key,
              MappingFile.name(component),
              Suggest.sentence(key, keys())));
    }
    Map<String, String> words = mapping.translate().get(key);
    if (words != null && words.containsKey(found.asText())) {
      return JSON.textNode(words.get(found.asText()));
    }
    // Copying marks the whole subtree as read.
    return found.deepCopy();
  }

  @Override
  public int size(String input, int axis) {
    return (int) golden.inputShape(input)[axis];
  }

  @Override
  public List<Integer> missing(String input) {
    List<Integer> dates = new ArrayList<>();
    if (golden.hasInput(input)) {
      RecordedArray mask = golden.input(input);
      int sets = mask.size(4);
      int frames = mask.size(3);
      for (int date = 0; date < frames; date++) {
        boolean absent = true;
        for (int i = 0; i < mask.values().length; i++) {
          absent &= i / sets % frames != date || mask.values()[i] != 0;
        }
        if (absent) {
          dates.add(date);
        }
      }
    }
    return dates;
  }

  private @Nullable JsonNode find(String key) {
    for (JsonNode scope : scopes) {
      JsonNode recorded = below(scope, key);
      if (recorded != null) {
        return recorded;
      }
    }
    return mapping.defaults() == null ? null : below(ConfigJson.of(mapping.defaults()), key);
  }

  private static @Nullable JsonNode below(JsonNode scope, String key) {
    JsonNode at = scope;
    for (String part : key.split("\\.")) {
      at = at == null || !at.isObject() ? null : at.get(part);
    }
    return at;
  }

  private Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    scopes.forEach(scope -> ((ObjectNode) scope).fieldNames().forEachRemaining(keys::add));
    return keys;
  }

  /**
   * Marks the keys that the mapping ignores or requires as read.
   *
   * @return a sentence for each required key with another value
   */
  List<String> differences() {
    mapping.ignores().forEach(this::readRecorded);
    List<String> differences = new ArrayList<>();
    if (mapping.requires() != null) {
      require("", ConfigJson.of(mapping.requires()), differences);
    }
    return differences;
  }

  private @Nullable JsonNode readRecorded(String key) {
    JsonNode recorded = below(scopes.get(0), key);
    return recorded == null ? null : recorded.deepCopy();
  }

  private void require(String path, JsonNode required, List<String> differences) {
    Iterator<Map.Entry<String, JsonNode>> fields = required.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      JsonNode recorded = below(scopes.get(0), key);
      if (field.getValue().isObject()) {
        require(key, field.getValue(), differences);
      } else if (recorded != null && !recorded.isNull()) {
        JsonNode wanted = resolved(field.getValue());
        if (!isEqual(readRecorded(key), wanted)) {
          differences.add(
              String.format(
                  Locale.ROOT,
                  "config.%s is %s, but %s requires %s",
                  key,
                  recorded,
                  MappingFile.name(component),
                  wanted));
        }
      }
    }
  }

  /** Compares numbers by value: 4 equals 4.0. */
  private static boolean isEqual(@Nullable JsonNode recorded, JsonNode wanted) {
    return recorded != null
        && wanted.equals(
            (a, b) ->
                a.equals(b) || a.isNumber() && b.isNumber() && a.doubleValue() == b.doubleValue()
                    ? 0
                    : 1,
            recorded);
  }
}
