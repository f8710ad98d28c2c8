package org.eobench.datasets.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads JSON: a list of objects, a GeoJSON feature collection, whose rows are the properties of the
 * features, or a mapping from names to a value, a list of values or an object. An object with the
 * keys 0, 1, … is a list, as pandas writes them.
 */
final class JsonTable {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Path file;
  private final Set<String> columns = new LinkedHashSet<>();
  private final List<Table.Row> rows = new ArrayList<>();

  private JsonTable(Path file) {
    this.file = file;
  }

  static Table read(Path file) {
    return new JsonTable(file).read();
  }

  private Table read() {
    JsonNode root;
    try {
      root = JSON.readTree(Table.text(file));
    } catch (JsonProcessingException wrong) {
      throw Table.fault(
          "TableFormat",
          file + ":" + (wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr()),
          "the file is not valid JSON: " + wrong.getOriginalMessage(),
          "a list of objects, or a mapping from names to labels",
          "correct the file");
    }
    if (root.isArray()) {
      root.forEach(this::addObject);
    } else if (root.path("type").asText().equals("FeatureCollection")) {
      root.path("features").forEach(feature -> addObject(feature.path("properties")));
    } else {
      root.properties().forEach(entry -> addEntry(entry.getKey(), entry.getValue()));
    }
    if (rows.isEmpty()) {
      throw Table.fault(
          "TableFormat",
          file.toString(),
          "the table has no rows",
          "a list of objects, or a mapping from names to labels",
          "correct the file");
    }
    return new Table(file, List.copyOf(columns), rows);
  }

  private String place() {
    return file + ", entry " + (rows.size() + 1);
  }

  private void addObject(JsonNode object) {
    if (!object.isObject()) {
      throw Table.fault(
          "TableFormat",
          place(),
          "the entry is no object: " + shortened(object),
          "objects such as {\"id\": \"a\", \"label\": \"forest\"}",
          "correct the file");
    }
    rows.add(new Table.Row(place(), cells(object)));
  }

  private void addEntry(String name, JsonNode value) {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    cells.put(Table.KEY, List.of(name));
    if (value.isObject()) {
      cells.putAll(cells(value));
    } else {
      cells.put(Table.VALUE, texts(value, name));
    }
    columns.addAll(cells.keySet());
    rows.add(new Table.Row(place(), cells));
  }

  private Map<String, List<String>> cells(JsonNode object) {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    object
        .properties()
        .forEach(entry -> cells.put(entry.getKey(), texts(entry.getValue(), entry.getKey())));
    columns.addAll(cells.keySet());
    return cells;
  }

  private List<String> texts(JsonNode value, String name) {
    if (value.isNull()) {
      return List.of();
    }
    if (value.isArray()) {
      List<String> all = new ArrayList<>();
      value.forEach(item -> all.addAll(texts(item, name)));
      return all;
    }
    if (value.isObject()) {
      return ListCell.isIndexed(value) ? ListCell.items(value) : List.of(value.toString());
    }
    return List.of(value.isBoolean() ? (value.asBoolean() ? "1" : "0") : value.asText().strip());
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
