package org.eobench.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts values for JSON, which has no NaN and no infinity. */
final class Json {
  private Json() {}

  /** Returns the fields with null in place of every non-finite number, at any depth. */
  static Map<String, @Nullable Object> finite(Map<String, ?> fields) {
    Map<String, @Nullable Object> clean = new LinkedHashMap<>();
    fields.forEach((key, value) -> clean.put(key, value(value)));
    return clean;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : null;
    }
    if (value instanceof Float number) {
      return Float.isFinite(number) ? number : null;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> clean = new LinkedHashMap<>();
      map.forEach((key, element) -> clean.put(String.valueOf(key), value(element)));
      return clean;
    }
    if (value instanceof List<?> list) {
      return list.stream().<@Nullable Object>map(Json::value).toList();
    }
    return value;
  }
}
