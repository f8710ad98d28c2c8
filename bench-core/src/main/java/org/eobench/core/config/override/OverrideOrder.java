package org.eobench.core.config.override;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.eobench.core.config.tree.QuotedText;
import org.jspecify.annotations.Nullable;

/** The order of the override function {@code sort}: numbers by size, texts by characters. */
final class OverrideOrder {
  private OverrideOrder() {}

  static List<@Nullable Object> sorted(List<@Nullable Object> values, boolean reverse) {
    boolean texts = values.stream().allMatch(value -> plain(value) instanceof String);
    boolean numbers =
        values.stream().allMatch(value -> value instanceof Number || value instanceof Boolean);
    OverrideFunctions.require(
        texts || numbers || values.size() < 2, "sort cannot compare numbers, texts and lists");
    Comparator<@Nullable Object> order =
        texts
            ? Comparator.comparing(value -> String.valueOf(plain(value)))
            : Comparator.comparingDouble(OverrideOrder::size);
    List<@Nullable Object> sorted = new ArrayList<>(values);
    if (values.size() > 1) {
      sorted.sort(reverse ? Collections.reverseOrder(order) : order);
    }
    return sorted;
  }

  private static double size(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof QuotedText quoted ? quoted.text() : value;
  }

  /** Returns a range of the same numbers, in the opposite direction if necessary. */
  static Sweep.Range sorted(Sweep.Range range, boolean reverse) {
    boolean falling = range.start().doubleValue() > range.stop().doubleValue();
    boolean rising = range.start().doubleValue() < range.stop().doubleValue();
    if (reverse ? !rising : !falling) {
      return range;
    }
    Number step = range.step();
    Number size = step.doubleValue() < 0 ? minus(0L, step) : step;
    Number shift = reverse ? minus(0L, size) : size;
    return new Sweep.Range(
        plus(range.stop(), shift),
        plus(range.start(), shift),
        minus(0L, step),
        range.tags(),
        range.shuffle());
  }

  private static Number plus(Number a, Number b) {
    if (a instanceof Long first && b instanceof Long second) {
      return first + second;
    }
    return a.doubleValue() + b.doubleValue();
  }

  private static Number minus(Number a, Number b) {
    if (a instanceof Long first && b instanceof Long second) {
      return first - second;
    }
    return a.doubleValue() - b.doubleValue();
  }
}
