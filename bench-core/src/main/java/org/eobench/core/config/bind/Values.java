package org.eobench.core.config.bind;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eobench.core.config.override.Spelling;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.FileNames;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/** Converts one node to the Java type of a record component, or reports why it cannot. */
final class Values {
  private final Problems problems;
  private final @Nullable Range range;
  private final int largest;

  /**
   * @param range bounds of the component, or null
   * @param largest largest int where {@code range} has no upper bound
   */
  Values(Problems problems, @Nullable Range range, int largest) {
    this.problems = problems;
    this.range = range;
    this.largest = largest;
  }

  static boolean isOptional(Class<?> type) {
    return type == Optional.class;
  }

  /** Returns the Java value; null when the node is an allowed null or a problem was added. */
  @Nullable Object convert(ConfigNode node, String path, Type type, boolean nullable) {
    Class<?> raw = raw(type);
    if (raw == ConfigNode.class || raw.isInstance(node)) {
      return node;
    }
    if (isOptional(raw)) {
      return Optional.ofNullable(convert(node, path, argument(type, 0), true));
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, path, raw, type, nullable);
    }
    if (node instanceof ListNode list) {
      return list(list, path, raw, type);
    }
    if (node instanceof MapNode map && Map.class.isAssignableFrom(raw)) {
      return map(map, path, type);
    }
    if (node instanceof MapNode && raw.isRecord()) {
      return Binder.bind(node, path, raw.asSubclass(Record.class), largest, problems);
    }
    return wrong(node, path, type);
  }

  private @Nullable Object scalar(
      ScalarNode scalar, String path, Class<?> raw, Type type, boolean nullable) {
    Object value = scalar.value();
    if (value == null) {
      return nullable ? null : wrong(scalar, path, type);
    }
    if (scalar.isMissing()) {
      problems.add(
          Problem.of("MissingValue", path + " is ??? and must be set")
              .at(scalar.origin().place())
              .expecting(describe(type))
              .next("set it with `" + path + "=VALUE`"));
      return null;
    }
    if (raw == Object.class) {
      return value;
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return value instanceof Boolean ? value : wrong(scalar, path, type);
    }
    if (value instanceof String text) {
      return text(text, scalar, path, raw, type);
    }
    Number number = value instanceof Number given ? number(given, raw) : null;
    if (number == null && value instanceof Number given && isWhole(given) && isInteger(raw)) {
      return tooLarge(given, scalar, path, raw);
    }
    return number == null ? wrong(scalar, path, type) : inRange(number, scalar, path);
  }

  private @Nullable Object text(
      String text, ScalarNode node, String path, Class<?> raw, Type type) {
    if (raw == String.class) {
      return text;
    }
    if (raw == Path.class) {
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        problems.add(FileNames.refused(e).at(path + "=" + text + " at " + node.origin().place()));
        return null;
      }
    }
    if (!raw.isEnum()) {
      return wrong(node, path, type);
    }
    String wanted = text.replace('-', '_').toLowerCase(Locale.ROOT);
    List<String> names = new ArrayList<>();
    for (Object constant : raw.getEnumConstants()) {
      String name = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
      if (name.equals(wanted)) {
        return constant;
      }
      names.add(name);
    }
    problems.add(
        Problem.of("UnknownChoice", path + "=" + text + " is not a valid choice")
            .at(node.origin().place())
            .expecting(Suggest.sentence(text, names)));
    return null;
  }

  private static @Nullable Number number(Number given, Class<?> raw) {
    if (raw == double.class || raw == Double.class || raw == Number.class) {
      return given.doubleValue();
    }
    if (raw == float.class || raw == Float.class) {
      return given.floatValue();
    }
    double real = given.doubleValue();
    boolean whole = given instanceof Long || real == Math.rint(real) && Math.abs(real) < 1e15;
    if (!whole) {
      return null;
    }
    long integer = given.longValue();
    if (raw == long.class || raw == Long.class) {
      return integer;
    }
    boolean fits = integer == (int) integer;
    return fits && (raw == int.class || raw == Integer.class) ? (int) integer : null;
  }

  private static boolean isWhole(Number given) {
    return !(given instanceof Double real) || Double.isFinite(real) && real == Math.rint(real);
  }

  private static boolean isInteger(Class<?> raw) {
    return List.<Class<?>>of(int.class, Integer.class, long.class, Long.class).contains(raw);
  }

  /** Reports an integer that the component's type cannot hold. */
  private @Nullable Object tooLarge(Number given, ScalarNode node, String path, Class<?> raw) {
    boolean small = raw == int.class || raw == Integer.class;
    long lowest = small ? Integer.MIN_VALUE : Long.MIN_VALUE;
    long highest = small ? largest : Long.MAX_VALUE;
    List<String> bounds = new ArrayList<>();
    if (range != null) {
      bounds.add(bounds(range));
    }
    if (given.doubleValue() < 0 && range == null) {
      bounds.add("at least " + lowest);
    } else if (given.doubleValue() > 0 && Double.isInfinite(mostOf(range))) {
      bounds.add("at most " + highest);
    }
    problems.add(
        Problem.of("OutOfRange", path + "=" + PythonText.of(given) + " is out of range")
            .at(node.origin().place())
            .expecting("an integer, " + String.join(" and ", bounds)));
    return null;
  }

  private @Nullable Object inRange(Number number, ScalarNode node, String path) {
    double value = number.doubleValue();
    boolean finite = Double.isFinite(value) || (range != null && !range.finite());
    boolean sized = number instanceof Integer && Double.isInfinite(mostOf(range));
    if (finite && (range == null || isWithin(value, range)) && !(sized && value > largest)) {
      return number;
    }
    problems.add(
        Problem.of("OutOfRange", path + "=" + PythonText.of(node.value()) + " is out of range")
            .at(node.origin().place())
            .expecting(
                sized && value > largest
                    ? "at most " + largest
                    : (finite ? "" : "a finite number, ") + bounds(range)));
    return null;
  }

  /** The component's own upper bound; infinite if it has none. */
  private static double mostOf(@Nullable Range range) {
    return range == null ? Double.POSITIVE_INFINITY : Math.min(range.max(), range.below());
  }

  /** Infinities are within a range that sets no bound on their side; NaN is when NaN is allowed. */
  private static boolean isWithin(double value, Range range) {
    boolean hasAbove = Double.isFinite(range.above());
    boolean hasBelow = Double.isFinite(range.below());
    boolean tooSmall = value < range.min() || (hasAbove && value <= range.above());
    boolean tooLarge = value > range.max() || (hasBelow && value >= range.below());
    boolean unbounded = Double.isNaN(value) && !range.finite();
    return unbounded || (!tooSmall && !tooLarge && !Double.isNaN(value));
  }

  private static String bounds(@Nullable Range range) {
    List<String> bounds = new ArrayList<>();
    if (range != null) {
      bound(range.min(), "at least ", bounds);
      bound(range.above(), "more than ", bounds);
      bound(range.max(), "at most ", bounds);
      bound(range.below(), "less than ", bounds);
    }
    return bounds.isEmpty() ? "of any size" : String.join(" and ", bounds);
  }

  private static void bound(double value, String words, List<String> bounds) {
    if (Double.isFinite(value)) {
      bounds.add(words + bound(value));
    }
  }

  /** Formats whole numbers without a fraction, as a user writes them. */
  private static String bound(double value) {
    return value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE
        ? String.valueOf((long) value)
        : PythonText.number(value);
  }

  private @Nullable Object list(ListNode list, String path, Class<?> raw, Type type) {
    boolean array = raw.isArray();
    if (!array && !raw.isAssignableFrom(List.class)) {
      return wrong(list, path, type);
    }
    Type item = array ? raw.getComponentType() : argument(type, 0);
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(convert(list.get(i), KeyPath.join(path, String.valueOf(i)), item, false));
    }
    if (items.contains(null)) {
      return null;
    }
    if (!array) {
      return Collections.unmodifiableList(items);
    }
    Object filled = Array.newInstance(raw.getComponentType(), items.size());
    for (int i = 0; i < items.size(); i++) {
      Array.set(filled, i, items.get(i));
    }
    return filled;
  }

  /** Null takes a key away that another file gave, so that it is no value. */
  private Object map(MapNode map, String path, Type type) {
    Type item = argument(type, 1);
    Map<String, Object> values = new LinkedHashMap<>();
    for (MapNode.Entry entry : map.entries()) {
      String key = KeyPath.join(path, entry.name());
      if (entry.key() instanceof Boolean flag) {
        problems.add(
            Problem.of("WrongType", path + " has a key that YAML reads as " + flag)
                .at(entry.value().origin().place())
                .expecting("text as the key")
                .next("put the key in quotes"));
      }
      Object value = convert(entry.value(), key, item, true);
      if (value != null) {
        values.put(entry.name(), value);
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private @Nullable Object wrong(ConfigNode node, String path, Type type) {
    boolean unquoted = node instanceof ScalarNode && raw(type) == String.class;
    ScalarNode written = unquoted ? (ScalarNode) node : null;
    problems.add(
        Problem.of(
                "WrongType",
                path + " is " + (written == null ? node.describe() : Spelling.describe(written)))
            .at(node.origin().place())
            .expecting(describe(type))
            .next(written == null ? asNumber(node, raw(type)) : Spelling.quoted(written)));
    return null;
  }

  /** Advice for a number that was written as text. */
  private static String asNumber(ConfigNode node, Class<?> raw) {
    boolean text = node instanceof ScalarNode scalar && scalar.value() instanceof String;
    boolean wanted = isInteger(raw) || List.<Class<?>>of(double.class, Double.class).contains(raw);
    if (!text || !wanted) {
      return "";
    }
    String word = String.valueOf(((ScalarNode) node).value());
    boolean whole = word.matches("[-+]?[0-9]+");
    boolean real = word.matches("[-+]?[0-9]+([.][0-9]*)?([eE][-+]?[0-9]+)?");
    if (!whole && !(real && number(Double.valueOf(word), raw) != null)) {
      return "";
    }
    String plain = word.replaceFirst("^([-+]?)0+(?=[0-9])", "$1");
    return plain.equals(word)
        ? "write " + word + " without quotes; to convert a reference use ${oc.decode:${…}}"
        : "write " + plain + ", without leading zeros or quotes";
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  private static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : Object.class;
  }

  /** Describes the expected type in a user's words. */
  static String describe(Type type) {
    Class<?> raw = raw(type);
    if (isOptional(raw)) {
      return describe(argument(type, 0)) + " or null";
    }
    if (raw.isEnum()) {
      List<String> names = new ArrayList<>();
      Arrays.stream(raw.getEnumConstants())
          .forEach(constant -> names.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT)));
      return "one of " + String.join(", ", names);
    }
    if (raw.isArray()) {
      return "a list; each item " + describe(raw.getComponentType());
    }
    if (List.class.isAssignableFrom(raw)) {
      return "a list; each item " + describe(argument(type, 0));
    }
    if (raw.isRecord() || Map.class.isAssignableFrom(raw)) {
      return "a mapping";
    }
    return switch (raw.getSimpleName()) {
      case "int", "Integer", "long", "Long" -> "an integer";
      case "double", "Double", "float", "Float" -> "a number";
      case "boolean", "Boolean" -> "true or false";
      case "String" -> "text";
      case "Path" -> "a path";
      default -> "a value";
    };
  }
}
