package org.eobench.core.config.tree;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Formats values as Python does, for config files, job names and folder names. */
public final class PythonText {
  private static final int LONGEST = 17;
  private static final int CERTAIN = 15;

  private PythonText() {}

  /** {@code str(value)}: {@code None}, {@code True}, {@code 1.0}, {@code 1e-05}. */
  public static String of(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    return value instanceof Double number ? number(number) : value.toString();
  }

  /** Formats a node as Python prints it inside text: {@code {'a': 1}}. */
  public static String show(ConfigNode node) {
    return node instanceof ScalarNode scalar ? of(scalar.value()) : quoted(node);
  }

  /** Formats a node as one line of YAML. */
  public static String inline(ConfigNode node) {
    String text = YamlWriter.write(node).stripTrailing();
    return node instanceof ScalarNode ? text : quoted(node);
  }

  private static String quoted(ConfigNode node) {
    if (node instanceof MapNode map) {
      StringJoiner items = new StringJoiner(", ", "{", "}");
      for (MapNode.Entry entry : map.entries()) {
        items.add(quoted(entry.key()) + ": " + quoted(entry.value()));
      }
      return items.toString();
    }
    if (node instanceof ListNode list) {
      StringJoiner items = new StringJoiner(", ", "[", "]");
      list.items().forEach(item -> items.add(quoted(item)));
      return items.toString();
    }
    return quoted(((ScalarNode) node).value());
  }

  private static String quoted(@Nullable Object value) {
    return value instanceof String text ? "'" + text + "'" : of(value);
  }

  /** The shortest decimal text that parses to the same double, in Python's format. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    return (value < 0 ? "-" : "") + layout(digits, point);
  }

  private static BigDecimal shortest(double value) {
    // Java's text may have more digits than necessary. Not with so few: two decimals of up to
    // fifteen digits never are the same double.
    BigDecimal text = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (text.precision() <= CERTAIN && value >= Double.MIN_NORMAL) {
      return text;
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= LONGEST; digits++) {
      shortest = exact.round(new MathContext(digits));
      if (shortest.doubleValue() == value) {
        break;
      }
    }
    return shortest;
  }

  private static String layout(String digits, int point) {
    if (point <= -4 || point > 16) {
      String mantissa =
          digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
      int exponent = point - 1;
      String sign = exponent < 0 ? "e-" : "e+";
      return mantissa + sign + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (digits.length() <= point) {
      return digits + "0".repeat(point - digits.length()) + ".0";
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }
}
