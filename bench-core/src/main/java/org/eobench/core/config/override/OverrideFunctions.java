package org.eobench.core.config.override;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.eobench.core.config.tree.QuotedText;
import org.eobench.core.config.tree.ValueText;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the override grammar that create or order sweeps. {@link OverrideCasts} has the
 * casts. A wrong call throws an {@link IllegalArgumentException} with the reason.
 */
final class OverrideFunctions {
  static final List<String> NAMES =
      List.of(
          "bool",
          "choice",
          "float",
          "glob",
          "int",
          "interval",
          "json_str",
          "range",
          "shuffle",
          "sort",
          "str",
          "tag");

  private OverrideFunctions() {}

  static @Nullable Object call(
      String name, List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    return switch (name) {
      case "int", "float", "str", "bool", "json_str" -> {
        Object value = positional.size() == 1 ? positional.get(0) : simple(positional);
        if (named.containsKey("value")) {
          allow(name, named, "value");
          require(positional.isEmpty(), name + ": pass the value by position or by name, not both");
          value = named.get("value");
        } else {
          allow(name, named);
          require(!positional.isEmpty(), name + " needs a value");
        }
        yield OverrideCasts.cast(name, value);
      }
      case "choice" -> choice(positional, named);
      case "range" -> range(positional, named);
      case "interval" -> interval(positional, named);
      case "glob" -> glob(positional, named);
      case "tag" -> tag(positional, named);
      case "sort" -> sort(positional, named);
      case "shuffle" -> shuffle(positional, named);
      default ->
          throw new IllegalArgumentException(
              "unknown function '" + name + "'; " + Suggest.sentence(name, NAMES));
    };
  }

  private static Sweep.Choice simple(List<@Nullable Object> values) {
    for (Object value : values) {
      require(!(value instanceof Sweep), "a sweep cannot be one of several values");
    }
    return new Sweep.Choice(values, true, List.of(), false);
  }

  private static Object choice(
      List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    allow("choice", named);
    require(!positional.isEmpty(), "choice() needs at least one value");
    if (positional.size() == 1 && positional.get(0) instanceof Sweep.Choice inner) {
      require(inner.simple(), "choices cannot be nested");
      return new Sweep.Choice(inner.values(), false, inner.tags(), inner.shuffle());
    }
    Sweep.Choice choice = simple(positional);
    return new Sweep.Choice(choice.values(), false, List.of(), false);
  }

  private static Object range(
      List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    List<@Nullable Object> bound = bind("range", positional, named, "start", "stop", "step");
    require(bound.get(0) != null, "range needs at least an end, as in range(10)");
    Number first = number("range", bound.get(0));
    boolean onlyStop = bound.get(1) == null;
    Number step = bound.get(2) == null ? Long.valueOf(1) : number("range", bound.get(2));
    require(step.doubleValue() != 0, "the step of a range must not be 0");
    return new Sweep.Range(
        onlyStop ? Long.valueOf(0) : first,
        onlyStop ? first : number("range", bound.get(1)),
        step,
        List.of(),
        false);
  }

  private static Object interval(
      List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    List<@Nullable Object> bound = bind("interval", positional, named, "start", "end");
    require(bound.get(0) != null && bound.get(1) != null, "interval needs a start and an end");
    return new Sweep.Interval(
        number("interval", bound.get(0)).doubleValue(),
        number("interval", bound.get(1)).doubleValue(),
        List.of());
  }

  private static Object glob(
      List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    List<@Nullable Object> bound = bind("glob", positional, named, "include", "exclude");
    require(bound.get(0) != null, "glob needs a pattern, as in glob(*)");
    return new Sweep.Glob(patterns(bound.get(0)), patterns(bound.get(1)), List.of());
  }

  private static List<String> patterns(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    List<String> patterns = new ArrayList<>();
    for (Object item : value instanceof List<?> list ? list : List.of(value)) {
      Object plain = item instanceof QuotedText quoted ? quoted.text() : item;
      require(plain instanceof String, "a pattern of glob must be text");
      patterns.add(String.valueOf(plain));
    }
    return patterns;
  }

  private static Object tag(
      List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    allow("tag", named, "sweep");
    List<@Nullable Object> all = new ArrayList<>(positional);
    if (named.containsKey("sweep")) {
      all.add(named.get("sweep"));
    }
    Object last = all.isEmpty() ? null : all.remove(all.size() - 1);
    if (!(last instanceof Sweep sweep)) {
      throw new IllegalArgumentException(
          "the last argument of tag must be a choice(), range() or interval()");
    }
    List<String> tags = new ArrayList<>();
    for (Object label : all) {
      require(label instanceof String, "a tag must be text");
      tags.add(String.valueOf(label));
    }
    return sweep.withTags(List.copyOf(Set.copyOf(tags)).stream().sorted().toList());
  }

  private static @Nullable Object sort(
      List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    allow("sort", named, "list", "sweep", "reverse");
    Object backwards = named.getOrDefault("reverse", false);
    require(backwards instanceof Boolean, "reverse must be true or false");
    boolean reverse = Boolean.TRUE.equals(backwards);
    Object only = single("sort", positional, named);
    if (only instanceof Sweep.Range range) {
      return OverrideOrder.sorted(range, reverse);
    }
    if (only instanceof Sweep.Choice choice) {
      return new Sweep.Choice(
          OverrideOrder.sorted(choice.values(), reverse),
          choice.simple(),
          choice.tags(),
          choice.shuffle());
    }
    require(!(only instanceof Sweep), "only a choice or a range can be sorted");
    return only instanceof List<?> list
        ? OverrideOrder.sorted(new ArrayList<>(list), reverse)
        : only;
  }

  private static @Nullable Object shuffle(
      List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    allow("shuffle", named, "list", "sweep");
    Object only = single("shuffle", positional, named);
    if (only instanceof Sweep.Ordered sweep) {
      return sweep.shuffled();
    }
    require(!(only instanceof Sweep), "only a choice or a range can be shuffled");
    List<@Nullable Object> items = new ArrayList<>();
    if (only instanceof List<?> list) {
      items.addAll(list);
      Collections.shuffle(items, new Random(items.toString().hashCode()));
    } else {
      items.add(only);
    }
    return items;
  }

  /** The list, sweep or value that sort or shuffle is applied to. */
  private static @Nullable Object single(
      String name, List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    for (String key : List.of("list", "sweep")) {
      if (named.get(key) != null) {
        return named.get(key);
      }
    }
    require(!positional.isEmpty(), name + " needs at least one value");
    if (positional.size() > 1) {
      return simple(positional);
    }
    return positional.get(0);
  }

  private static List<@Nullable Object> bind(
      String name,
      List<@Nullable Object> positional,
      Map<String, @Nullable Object> named,
      String... parameters) {
    require(positional.size() <= parameters.length, name + " takes at most " + parameters.length);
    allow(name, named, parameters);
    List<@Nullable Object> bound = new ArrayList<>(positional);
    for (int i = 0; i < parameters.length; i++) {
      boolean byName = named.containsKey(parameters[i]);
      require(!byName || i >= positional.size(), name + ": " + parameters[i] + " is given twice");
      if (i >= positional.size()) {
        bound.add(named.get(parameters[i]));
      }
    }
    return bound;
  }

  private static void allow(String name, Map<String, @Nullable Object> named, String... known) {
    for (String key : named.keySet()) {
      Collection<String> names = List.of(known);
      require(names.contains(key), name + " has no argument " + key + "; known: " + names);
    }
  }

  private static Number number(String name, @Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (value instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException(name + " takes numbers, not " + ValueText.of(value));
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(Objects.requireNonNull(message));
    }
  }
}
