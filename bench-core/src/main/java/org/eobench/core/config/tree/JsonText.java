package org.eobench.core.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formats a value as one line of JSON. */
public final class JsonText {
  private JsonText() {}

  public static String of(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<String> items = new ArrayList<>();
      list.forEach(item -> items.add(of(item)));
      return "[" + String.join(", ", items) + "]";
    }
    if (value instanceof Map<?, ?> map) {
      List<String> items = new ArrayList<>();
      map.forEach((key, item) -> items.add(string(ValueText.of(key)) + ": " + of(item)));
      return "{" + String.join(", ", items) + "}";
    }
    if (value instanceof QuotedText quoted) {
      return string(quoted.text());
    }
    if (value instanceof Double real && !Double.isFinite(real)) {
      return Double.isNaN(real) ? "NaN" : real > 0 ? "Infinity" : "-Infinity";
    }
    if (value instanceof Number) {
      return PythonText.of(value);
    }
    return value == null || value instanceof Boolean
        ? String.valueOf(value)
        : string(value.toString());
  }

  private static String string(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(digit(c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static char digit(char c) {
    return Character.forDigit(c & 15, 16);
  }
}
