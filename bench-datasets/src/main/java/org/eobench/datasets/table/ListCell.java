package org.eobench.datasets.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A list that was written into a cell of a CSV table as JSON or as Python prints it, {@code
 * ['Arable land', 'Water']}, as pandas does.
 */
public final class ListCell {
  private static final JsonMapper LISTS =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private ListCell() {}

  /** Whether a text looks like a list of texts. */
  public static boolean is(String text) {
    return text.matches("(?s)\\[\\s*['\"].*['\"]\\s*]|\\[\\s*]");
  }

  /** Whether an object is a list that pandas wrote: it has the keys 0, 1, … */
  static boolean isIndexed(JsonNode object) {
    int count = object.size();
    return count > 0 && IntStream.range(0, count).allMatch(i -> object.has(Integer.toString(i)));
  }

  /** The items of a list, or of an object with the keys 0, 1, … in their order. */
  static List<String> items(JsonNode list) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.isObject() ? list.get(Integer.toString(i)) : list.get(i);
      items.add(item.asText().strip());
    }
    return items;
  }

  /** The items; null if the text is no list that can be read. */
  public static @Nullable List<String> items(String text) {
    try {
      JsonNode list = LISTS.readTree(text);
      return list.isArray() || isIndexed(list) ? items(list) : null;
    } catch (JsonProcessingException otherwise) {
      return null;
    }
  }
}
