package org.eobench.core.config.compose;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.config.interpolation.InterpolationException;
import org.eobench.core.config.interpolation.InterpolationParser;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.SameValue;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.config.tree.ValueText;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.ShellWord;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/** Applies value overrides to the composed tree in order and collects failures. */
final class OverrideApplier {
  private final MapNode root;
  private final SearchPath searchPath;
  private final Set<String> incomplete;
  private final Problems problems;

  /**
   * @param incomplete packages that could not be composed; missing keys below them are not reported
   *     as mistakes of the command line
   */
  OverrideApplier(MapNode root, SearchPath searchPath, Set<String> incomplete, Problems problems) {
    this.root = root;
    this.searchPath = searchPath;
    this.incomplete = incomplete;
    this.problems = problems;
  }

  void apply(ConfigOverride override) {
    if (override.key().isEmpty()) {
      boolean deletes = override.type() == ConfigOverride.Type.DEL;
      add(
          Problem.of(
                  deletes ? "DeleteMissing" : "OverrideSyntax",
                  "the key is missing in '" + override.line() + "'")
              .expecting(deletes ? "~key" : "key=value"),
          override);
      return;
    }
    if (override.pkg() != null) {
      add(
          Problem.of(
                  "NotAGroup",
                  "'"
                      + override.line()
                      + "' names a package, but there is no group '"
                      + override.key()
                      + "'")
              .expecting(Suggest.sentence(override.key(), searchPath.allGroups())),
          override);
      return;
    }
    if (hasNullKey(override.value())) {
      mergeError(override, "a key of the mapping is null");
      return;
    }
    try {
      InterpolationParser.check(override.node());
    } catch (InterpolationException e) {
      mergeError(override, String.valueOf(e.getMessage()));
      return;
    }
    switch (override.type()) {
      case DEL -> delete(override);
      case ADD -> append(override);
      case FORCE_ADD -> update(override, true);
      case CHANGE -> change(override);
    }
  }

  private void add(Problem problem, ConfigOverride override) {
    problems.add(problem.at(override.origin().place()));
  }

  private static boolean hasNullKey(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.containsKey(null) || map.values().stream().anyMatch(OverrideApplier::hasNullKey);
    }
    return value instanceof List<?> list && list.stream().anyMatch(OverrideApplier::hasNullKey);
  }

  private static List<String> keys(ConfigOverride override) {
    return Arrays.asList(override.key().split("\\.", -1));
  }

  private @Nullable ConfigNode find(List<String> keys) {
    ConfigNode at = root;
    for (String key : keys) {
      at = at == null ? null : KeyPath.exactChild(at, key);
    }
    return at;
  }

  private void change(ConfigOverride override) {
    String group = override.key().replace('.', '/');
    Object value = override.plainValue();
    boolean option =
        value instanceof String name
            && override.key().contains(".")
            && searchPath.hasGroup(group)
            && searchPath.options(group).contains(name);
    if (option && find(keys(override)) instanceof MapNode) {
      add(
          Problem.of(
                  "DottedGroup", override.key() + " is a mapping, and text would replace all of it")
              .next("to choose the option, write `" + group + "=" + ValueText.of(value) + "`"),
          override);
      return;
    }
    update(override, false);
  }

  private void append(ConfigOverride override) {
    ConfigNode old = find(keys(override));
    boolean taken =
        old != null
            && !(old instanceof ScalarNode scalar
                && (scalar.value() == null || scalar.isMissing()));
    ConfigNode value = override.node();
    if (taken && value instanceof ScalarNode) {
      add(
          Problem.of("AppendExists", "'" + override.key() + "' exists already")
              .expecting("set at " + (old == null ? "" : old.origin().place()))
              .next(
                  "to change it, write `"
                      + ShellWord.of(override.line().substring(1))
                      + "`; to add or change it, write `"
                      + ShellWord.of("+" + override.line())
                      + "`"),
          override);
      return;
    }
    update(override, true);
  }

  private void update(ConfigOverride override, boolean open) {
    List<String> keys = keys(override);
    ConfigNode at = root;
    for (int i = 0; i < keys.size() - 1; i++) {
      ConfigNode next = KeyPath.exactChild(at, keys.get(i));
      if (next instanceof ScalarNode scalar && scalar.isMissing()) {
        mergeError(override, String.join(".", keys.subList(0, i + 1)) + " is ???");
        return;
      }
      if (next == null && !open && at instanceof MapNode || next instanceof ScalarNode && !open) {
        unknown(override);
        return;
      }
      if (next == null || next instanceof ScalarNode) {
        next = new MapNode(override.origin());
        if (!(at instanceof MapNode map)) {
          mergeError(override, "the list has no item " + keys.get(i));
          return;
        }
        map.put(keys.get(i), next);
      }
      at = next;
    }
    set(override, at, keys, open);
  }

  private void set(ConfigOverride override, ConfigNode at, List<String> keys, boolean open) {
    String last = keys.get(keys.size() - 1);
    ConfigNode old = KeyPath.exactChild(at, last);
    ConfigNode value = override.node();
    if (old == null && at instanceof ListNode list) {
      mergeError(override, "the list has " + list.size() + " items (numbered from 0)");
      return;
    }
    if (old == null && !open) {
      unknown(override);
      return;
    }
    if (old == null || value instanceof ScalarNode || old instanceof ScalarNode) {
      put(at, last, old == null ? value : withHistory(value, old.origin()));
      return;
    }
    if (value instanceof ListNode && old instanceof ListNode) {
      put(at, last, withHistory(value, old.origin()));
    } else if (value instanceof MapNode map && old instanceof MapNode existing) {
      mergeMap(override, existing, keys, map, open);
    } else {
      mergeError(override, value.describe() + " cannot be merged into " + old.describe());
    }
  }

  private void mergeMap(
      ConfigOverride override, MapNode into, List<String> keys, MapNode from, boolean open) {
    Problems found = new Problems();
    new TreeMerge(root, !open, found).merge(into, keys, from);
    for (Problem problem : found.list()) {
      String key = problem.what().split(" ", 2)[0];
      if (problem.id().equals("UnknownKey")) {
        problems.add(new KeySuggestions(root, searchPath).unknown(key, override));
      } else {
        problems.add(problem);
      }
    }
  }

  private static ConfigNode withHistory(ConfigNode value, Origin old) {
    Origin origin = value.origin().replacing(old);
    if (value instanceof ScalarNode scalar) {
      return scalar.withOrigin(origin);
    }
    return value instanceof ListNode list
        ? list.withOrigin(origin)
        : ((MapNode) value).copyWithOrigin(origin);
  }

  private static void put(ConfigNode parent, String key, ConfigNode value) {
    if (parent instanceof MapNode map) {
      map.put(key, value);
    } else if (parent instanceof ListNode list) {
      list.set(KeyPath.index(key, list.size()), value);
    }
  }

  private void delete(ConfigOverride override) {
    List<String> keys = keys(override);
    ConfigNode old = find(keys);
    ConfigNode parent = find(keys.subList(0, keys.size() - 1));
    String last = keys.get(keys.size() - 1);
    if (old == null || parent == null) {
      if (!isIncomplete(override.key())) {
        add(
            Problem.of("DeleteMissing", "cannot delete '" + override.key() + "': it does not exist")
                .expecting(new KeySuggestions(root, searchPath).near(override.key())),
            override);
      }
      return;
    }
    Object wanted = override.plainValue();
    if (wanted != null && !SameValue.test(override.node(), old)) {
      add(
          Problem.of(
              "DeleteMismatch",
              String.format(
                  Locale.ROOT,
                  "cannot delete '%s': its value is %s and not %s",
                  override.key(),
                  PythonText.show(old),
                  ValueText.of(wanted))),
          override);
    } else if (parent instanceof MapNode map) {
      map.remove(last);
    } else if (parent instanceof ListNode list) {
      list.remove(KeyPath.index(last, list.size()));
    }
  }

  private void mergeError(ConfigOverride override, String why) {
    add(Problem.of("MergeError", "cannot apply '" + override.line() + "': " + why), override);
  }

  private void unknown(ConfigOverride override) {
    if (!isIncomplete(override.key())) {
      problems.add(new KeySuggestions(root, searchPath).unknown(override.key(), override));
    }
  }

  private boolean isIncomplete(String key) {
    return incomplete.stream()
        .anyMatch(pkg -> pkg.isEmpty() || key.equals(pkg) || key.startsWith(pkg + "."));
  }
}
