package org.eobench.core.config.override;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.eobench.core.config.tree.Bounds;
import org.eobench.core.config.tree.JsonText;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.QuotedText;
import org.eobench.core.config.tree.YamlScalars;
import org.jspecify.annotations.Nullable;

/**
 * The casts {@code int}, {@code float}, {@code str}, {@code bool} and {@code json_str} of the
 * override grammar, by Python's rules. They also convert the values in lists, mappings and sweeps.
 */
final class OverrideCasts {
  private static final Pattern INT = Pattern.compile("[+-]?[0-9](?:_?[0-9])*+");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(?:(?:[0-9](?:_?[0-9])*+\\.?(?:[0-9](?:_?[0-9])*+)?|\\.[0-9](?:_?[0-9])*+)"
              + "(?:[eE][+-]?[0-9](?:_?[0-9])*+)?|(?i:inf(?:inity)?|nan))");

  private OverrideCasts() {}

  static @Nullable Object cast(String to, @Nullable Object value) {
    if (to.equals("json_str") && !(value instanceof Sweep)) {
      String json = JsonText.of(value);
      OverrideFunctions.require(
          json.length() <= Bounds.TEXT,
          "json_str produces more than " + Bounds.TEXT + " characters");
      return json;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(cast(to, item)));
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> items = new LinkedHashMap<>();
      map.forEach((key, item) -> items.put(key, cast(to, item)));
      return items;
    }
    if (value instanceof Sweep sweep) {
      return sweep(to, sweep);
    }
    return scalar(to, value instanceof QuotedText quoted ? quoted.text() : value);
  }

  private static Object sweep(String to, Sweep sweep) {
    if (sweep instanceof Sweep.Choice choice) {
      List<@Nullable Object> items = new ArrayList<>();
      choice.values().forEach(item -> items.add(cast(to, item)));
      return new Sweep.Choice(items, choice.simple(), List.of(), false);
    }
    boolean numeric = to.equals("int") || to.equals("float");
    if (numeric && sweep instanceof Sweep.Range range) {
      Number step = number(to, range.step());
      OverrideFunctions.require(step.doubleValue() != 0, "the step of a range must not be 0");
      return new Sweep.Range(
          number(to, range.start()), number(to, range.stop()), step, List.of(), false);
    }
    if (numeric && sweep instanceof Sweep.Interval interval) {
      return new Sweep.Interval(
          number(to, interval.start()), number(to, interval.end()), interval.tags());
    }
    String kind =
        sweep instanceof Sweep.Range
            ? "a range"
            : sweep instanceof Sweep.Glob ? "a glob" : "an interval";
    throw new IllegalArgumentException(kind + " cannot be cast to " + to);
  }

  private static Number number(String to, Number value) {
    return scalar(to, value) instanceof Number number ? number : value;
  }

  private static Object scalar(String to, @Nullable Object value) {
    OverrideFunctions.require(value != null, "null cannot be cast to " + to);
    Object given = value == null ? "" : value;
    return switch (to) {
      case "int" -> toInt(given);
      case "float" -> toFloat(given);
      case "bool" -> toBool(given);
      default -> given instanceof Boolean flag ? String.valueOf(flag) : PythonText.of(given);
    };
  }

  private static Object toInt(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (value instanceof Double real) {
      OverrideFunctions.require(
          Double.isFinite(real), PythonText.number(real) + " has no integer value");
      return YamlScalars.narrow(new BigDecimal(real).toBigInteger());
    }
    if (value instanceof Number) {
      return value;
    }
    String text = value.toString().strip();
    OverrideFunctions.require(INT.matcher(text).matches(), "'" + value + "' is not an integer");
    return YamlScalars.narrow(new java.math.BigInteger(text.replace("_", "")));
  }

  private static Object toFloat(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1.0 : 0.0;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    String text = value.toString().strip();
    OverrideFunctions.require(FLOAT.matcher(text).matches(), "'" + value + "' is not a number");
    return ValueParser.real(text.replace("_", "").toLowerCase(Locale.ROOT).replace("inity", ""));
  }

  private static Object toBool(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    String text = value.toString().toLowerCase(Locale.ROOT);
    OverrideFunctions.require(
        text.equals("true") || text.equals("false"), "'" + value + "' is neither true nor false");
    return text.equals("true");
  }
}
