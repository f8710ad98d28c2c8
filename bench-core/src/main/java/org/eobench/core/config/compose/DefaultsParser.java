package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/** Parses the defaults list of a file. */
final class DefaultsParser {
  private static final List<String> KEYWORDS = List.of("optional", "override");

  private final String path;
  private final String file;
  private final Problems problems;

  DefaultsParser(String path, String file, Problems problems) {
    this.path = path;
    this.file = file;
    this.problems = problems;
  }

  List<DefaultItem> parse(@Nullable ConfigNode node) {
    List<DefaultItem> items = new ArrayList<>();
    if (node instanceof ScalarNode scalar && scalar.value() == null) {
      return items;
    }
    if (!(node instanceof ListNode list)) {
      refuse(
          node == null ? Origin.file(file, 1) : node.origin(),
          "the defaults must be a list, not " + (node == null ? "" : node.describe()),
          "- group: option");
      return items;
    }
    for (ConfigNode entry : list.items()) {
      DefaultItem item =
          entry instanceof MapNode map ? fromMap(map, entry.origin()) : fromText(entry);
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  private @Nullable DefaultItem fromText(ConfigNode entry) {
    if (!(entry instanceof ScalarNode scalar) || !(scalar.value() instanceof String text)) {
      refuse(
          entry.origin(),
          "an item of the defaults list is " + entry.describe(),
          "a path, or group: option");
      return null;
    }
    String[] parts = split(text);
    return DefaultItem.config(parts[0], parts[1], false, entry.origin());
  }

  private @Nullable DefaultItem fromMap(MapNode map, Origin origin) {
    if (map.size() != 1) {
      refuse(
          origin,
          map.isEmpty()
              ? "an item of the defaults list is empty"
              : "an item of the defaults list has too many keys: " + show(map),
          "one '- group: option' per item");
      return null;
    }
    MapNode.Entry entry = map.entries().get(0);
    String[] parts = split(entry.name());
    String[] words = parts[0].split(" ", -1);
    String group = words[words.length - 1];
    boolean optional = false;
    boolean override = false;
    for (int i = 0; i < words.length - 1; i++) {
      optional |= words[i].equals("optional");
      override |= words[i].equals("override");
      if (!words[i].isEmpty() && !KEYWORDS.contains(words[i])) {
        problems.add(
            Problem.of(
                    "UnknownKeyword",
                    "in '" + path + "': '" + words[i] + "' before " + group + " has no meaning")
                .at(origin.place())
                .expecting(Suggest.sentence(words[i], KEYWORDS)));
      }
    }
    Object value = value(entry, group);
    return DefaultItem.group(group, value, parts[1], optional, override, origin);
  }

  private @Nullable Object value(MapNode.Entry entry, String group) {
    if (entry.value() instanceof ListNode list) {
      List<String> options = new ArrayList<>();
      for (ConfigNode item : list.items()) {
        if (item instanceof ScalarNode scalar && scalar.value() instanceof String text) {
          options.add(text);
        } else {
          refuseValue(item, group);
        }
      }
      return options;
    }
    if (entry.value() instanceof ScalarNode scalar
        && (scalar.value() == null || scalar.value() instanceof String)) {
      return scalar.value();
    }
    refuseValue(entry.value(), group);
    return null;
  }

  private void refuseValue(ConfigNode value, String group) {
    refuse(
        value.origin(),
        "the option of " + group + " is " + value.describe(),
        "the name of an option, a list of them, or null");
  }

  private void refuse(Origin origin, String what, String expected) {
    problems.add(
        Problem.of("DefaultsFormat", "in '" + path + "': " + what)
            .at(origin.place())
            .expecting(expected));
  }

  private static String show(MapNode map) {
    List<String> parts = new ArrayList<>();
    for (MapNode.Entry entry : map.entries()) {
      parts.add(entry.name() + ": " + PythonText.show(entry.value()));
    }
    return String.join(", ", parts);
  }

  /** Splits an item into its group or path and the package after {@code @}, which may be null. */
  private static @Nullable String[] split(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return new @Nullable String[] {text, null};
    }
    String pkg = text.substring(at + 1);
    int colon = pkg.indexOf(':');
    return new String[] {text.substring(0, at), colon < 0 ? pkg : pkg.substring(0, colon)};
  }
}
