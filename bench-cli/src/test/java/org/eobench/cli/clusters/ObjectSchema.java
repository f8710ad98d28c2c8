package org.eobench.cli.clusters;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A part of an API's schema, in words of JSON Schema: {@code type}, {@code properties}, {@code
 * required}, {@code items}, {@code values} (of a map), {@code enum}, {@code pattern}. Every field
 * that it does not name is refused.
 */
final class ObjectSchema {
  private final Map<?, ?> schema;

  ObjectSchema(Map<?, ?> schema) {
    this.schema = schema;
  }

  /** What does not fit, each with its place; empty if all does. */
  List<String> problems(JsonElement value) {
    List<String> problems = new ArrayList<>();
    check("", schema, value, problems);
    return problems;
  }

  private static void check(
      String place, Map<?, ?> schema, JsonElement value, List<String> problems) {
    switch (String.valueOf(schema.get("type"))) {
      case "object" -> {
        if (value.isJsonObject()) {
          checkObject(place, schema, value.getAsJsonObject(), problems);
        } else {
          problems.add(place + ": not an object");
        }
      }
      case "array" -> {
        if (value.isJsonArray()) {
          checkArray(place, schema, value.getAsJsonArray(), problems);
        } else {
          problems.add(place + ": not an array");
        }
      }
      case "string" -> checkString(place, schema, value, problems);
      default -> throw new IllegalArgumentException("no type at " + place + ": " + schema);
    }
  }

  private static void checkObject(
      String place, Map<?, ?> schema, JsonObject value, List<String> problems) {
    for (Object name : list(schema, "required")) {
      if (!value.has(name.toString())) {
        problems.add(place + ": " + name + " is missing");
      }
    }
    Map<?, ?> fields = schema.get("properties") instanceof Map<?, ?> named ? named : Map.of();
    for (Map.Entry<String, JsonElement> entry : value.entrySet()) {
      Object field = fields.get(entry.getKey());
      Object known = field == null ? schema.get("values") : field;
      String at = place + "/" + entry.getKey();
      if (known instanceof Map<?, ?> type) {
        check(at, type, entry.getValue(), problems);
      } else {
        problems.add(at + ": no such field");
      }
    }
  }

  private static void checkArray(
      String place, Map<?, ?> schema, JsonArray value, List<String> problems) {
    if (value.isEmpty()) {
      problems.add(place + ": empty");
    }
    for (int i = 0; i < value.size(); i++) {
      check(place + "/" + i, (Map<?, ?>) schema.get("items"), value.get(i), problems);
    }
  }

  private static void checkString(
      String place, Map<?, ?> schema, JsonElement value, List<String> problems) {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      problems.add(place + ": not a string");
      return;
    }
    String text = value.getAsString();
    List<?> words = list(schema, "enum");
    if (!words.isEmpty() && !words.contains(text)) {
      problems.add(place + ": " + text + " is none of " + words);
    }
    if (schema.get("pattern") instanceof String pattern && !text.matches(pattern)) {
      problems.add(place + ": " + text + " does not match " + pattern);
    }
  }

  private static List<?> list(Map<?, ?> schema, String key) {
    return schema.get(key) instanceof List<?> list ? list : List.of();
  }
}
