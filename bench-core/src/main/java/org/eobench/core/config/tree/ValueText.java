package org.eobench.core.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formats an override's value as text that parses to the same value, for the jobs of a sweep. */
public final class ValueText {
  private static final String SPECIAL = "\\()[]{}:=, \t";

  private ValueText() {}

  public static String of(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof QuotedText quoted) {
      return quoted.quoted();
    }
    if (value instanceof List<?> list) {
      List<String> items = new ArrayList<>();
      list.forEach(item -> items.add(of(item)));
      return "[" + String.join(",", items) + "]";
    }
    if (value instanceof Map<?, ?> map) {
      List<String> items = new ArrayList<>();
      map.forEach((key, item) -> items.add(of(key) + ":" + of(item)));
      return "{" + String.join(",", items) + "}";
    }
    return value instanceof String text ? escape(text) : PythonText.of(value);
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
        out.append('\\');
      }
      out.append(text.charAt(i));
    }
    return out.toString();
  }
}
