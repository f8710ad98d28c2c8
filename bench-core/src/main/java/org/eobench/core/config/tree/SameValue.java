package org.eobench.core.config.tree;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Python's equality: 1, 1.0 and true are equal, 1 and "1" are not. */
public final class SameValue {
  private SameValue() {}

  public static boolean test(ConfigNode a, ConfigNode b) {
    if (a instanceof MapNode first && b instanceof MapNode second) {
      return first.size() == second.size()
          && first.entries().stream()
              .allMatch(
                  entry -> {
                    ConfigNode other = second.get(entry.key());
                    return other != null && test(entry.value(), other);
                  });
    }
    if (a instanceof ListNode first && b instanceof ListNode second) {
      List<ConfigNode> left = first.items();
      boolean same = left.size() == second.size();
      for (int i = 0; same && i < left.size(); i++) {
        same = test(left.get(i), second.get(i));
      }
      return same;
    }
    return a instanceof ScalarNode first
        && b instanceof ScalarNode second
        && scalars(first.value(), second.value());
  }

  private static boolean scalars(@Nullable Object a, @Nullable Object b) {
    BigDecimal first = number(a);
    BigDecimal second = number(b);
    return first != null && second != null ? first.compareTo(second) == 0 : Objects.equals(a, b);
  }

  private static @Nullable BigDecimal number(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof Double real) {
      return Double.isFinite(real) ? new BigDecimal(real) : null;
    }
    if (value instanceof BigInteger big) {
      return new BigDecimal(big);
    }
    return value instanceof Long whole ? BigDecimal.valueOf(whole) : null;
  }
}
