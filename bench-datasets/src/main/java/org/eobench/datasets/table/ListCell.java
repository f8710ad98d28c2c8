package org.eobench.datasets.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
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

  /** The items; null if the list cannot be read. */
  public static @Nullable List<String> items(String text) {
    try {
      List<String> items = new ArrayList<>();
      for (JsonNode item : LISTS.readTree(text)) {
        items.add(item.asText().strip());
      }
      return items;
    } catch (JsonProcessingException otherwise) {
      return null;
    }
  }
}
