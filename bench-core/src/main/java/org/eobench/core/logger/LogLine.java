package org.eobench.core.logger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code metrics.jsonl}.
 *
 * @param fields its fields; {@code kind} says what it is about
 */
public record LogLine(Map<String, Object> fields) {
  /** Fields that place a line and are no measurements. */
  private static final Set<String> PLACE = Set.of("kind", "epoch", "iteration");

  public LogLine {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** What it is about: {@code train}, {@code val}, {@code test} and the like. */
  public String kind() {
    return String.valueOf(fields.get("kind"));
  }

  /** Training steps so far, or null if the line does not say. */
  public @Nullable Long iteration() {
    return fields.get("iteration") instanceof Number number ? number.longValue() : null;
  }

  /**
   * Its finite numbers, by name below its kind: {@code train/loss}, {@code val/mIoU}, and of each
   * class {@code val/classes/water/iou}. Lists and texts are left out.
   */
  public Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    fields.forEach(
        (key, value) -> {
          if (!PLACE.contains(key)) {
            add(kind() + "/" + key, value, numbers);
          }
        });
    Object epoch = fields.get("epoch");
    if (epoch instanceof Number number && kind().equals("train")) {
      numbers.put("train/epoch", number.doubleValue());
    }
    return numbers;
  }

  private static void add(String name, @Nullable Object value, Map<String, Double> numbers) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      numbers.put(name, number.doubleValue());
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> add(name + "/" + key, inner, numbers));
    }
  }
}
