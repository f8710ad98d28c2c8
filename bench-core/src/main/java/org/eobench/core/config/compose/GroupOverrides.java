package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.QuotedText;
import org.eobench.core.config.tree.ValueText;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.ShellWord;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * The group choices of the command line and of {@code override} items, used while the defaults
 * lists are expanded: the option of each group, the groups to add or delete, and the choices made.
 */
final class GroupOverrides {
  private final SearchPath searchPath;
  private final Problems problems;
  private final Map<String, Choice> chosen = new LinkedHashMap<>();
  private final Map<String, Deletion> deletions = new LinkedHashMap<>();
  private final List<DefaultItem> appended = new ArrayList<>();
  private final List<ConfigOverride> values = new ArrayList<>();
  private final Map<String, @Nullable String> choices = new LinkedHashMap<>();
  private final Map<String, Set<String>> keysOfGroup = new TreeMap<>();
  private final Set<String> tried = new TreeSet<>();

  /** An option for a group and the origin of the choice. */
  private static final class Choice {
    private final @Nullable Object option;
    private final Origin origin;
    private final @Nullable String containing;
    private boolean used;

    Choice(@Nullable Object option, Origin origin, @Nullable String containing) {
      this.option = option;
      this.origin = origin;
      this.containing = containing;
    }
  }

  private static final class Deletion {
    private final @Nullable String option;
    private final Origin origin;
    private boolean used;

    Deletion(@Nullable String option, Origin origin) {
      this.option = option;
      this.origin = origin;
    }
  }

  GroupOverrides(SearchPath searchPath, List<ConfigOverride> overrides, Problems problems) {
    this.searchPath = searchPath;
    this.problems = problems;
    for (ConfigOverride override : overrides) {
      String key = override.key();
      boolean plain = override.type() == ConfigOverride.Type.CHANGE && !override.isSweep();
      if (!searchPath.isGroup(key)) {
        tried.addAll(
            key.indexOf('.') < 0 ? Suggest.nearest(key, searchPath.allGroups()) : List.of());
      } else if (!plain || !override.target().equals(key)) {
        tried.add(key);
      }
      if (!override.isSweep()) {
        sort(override);
      }
    }
  }

  /** Whether an argument targets a group, even if that group does not exist. */
  boolean tried(String group) {
    return tried.contains(group);
  }

  private void sort(ConfigOverride override) {
    Object value = override.plainValue();
    String key = override.key();
    if (value instanceof Map || key.isEmpty() || !searchPath.hasGroup(key)) {
      values.add(override);
      return;
    }
    switch (override.type()) {
      case FORCE_ADD ->
          problems.add(
              Problem.of("ForceAddGroup", "++ cannot be used with a group: " + override.line())
                  .at(override.origin().place())
                  .next("write `" + ShellWord.of("+" + override.line().substring(2)) + "`"));
      case DEL ->
          deletions.put(
              override.target(),
              new Deletion(value == null ? null : PythonText.of(value), override.origin()));
      default -> choose(override, value);
    }
  }

  private void choose(ConfigOverride override, @Nullable Object value) {
    Object option = option(override, value);
    if (option instanceof Number || option instanceof Boolean) {
      problems.add(
          Problem.of(
                  "GroupValueType",
                  override.line() + ": the option of " + override.key() + " must be a name")
              .at(override.origin().place())
              .expecting(
                  Suggest.oneOf(
                      searchPath.options(override.key()), DefaultsFaults.lister(override.key())))
              .next("`~" + override.target() + "` disables the group"));
    } else if (override.type() == ConfigOverride.Type.ADD) {
      appended.add(
          DefaultItem.group(override.key(), option, override.pkg(), false, false, override.origin())
              .appended());
    } else {
      chosen.put(override.target(), new Choice(option, override.origin(), null));
    }
  }

  /** The option's name. A number is a valid name when a file has that name. */
  private @Nullable Object option(ConfigOverride override, @Nullable Object value) {
    if (value instanceof List<?> list) {
      List<String> names = new ArrayList<>();
      list.forEach(
          item -> names.add(item instanceof QuotedText q ? q.text() : PythonText.of(item)));
      return names;
    }
    if (value instanceof Number || value instanceof Boolean) {
      String text = override.line().substring(override.line().indexOf('=') + 1).strip();
      return searchPath.options(override.key()).contains(text) ? text : value;
    }
    return value;
  }

  /** Value overrides, applied after composition. */
  List<ConfigOverride> values() {
    return values;
  }

  List<DefaultItem> appended() {
    return appended;
  }

  /** Maps each group or {@code group@package} to its composed option; null if disabled. */
  Map<String, @Nullable String> choices() {
    return choices;
  }

  /** Records an {@code override} item. An earlier choice, such as one of the command line, wins. */
  void note(DefaultItem item, String containing) {
    chosen.putIfAbsent(item.overrideKey(), new Choice(item.value(), item.origin(), containing));
  }

  void apply(DefaultItem item) {
    Choice choice = item.isGroup() ? chosen.get(item.overrideKey()) : null;
    if (choice != null) {
      item.choose(choice.option, choice.origin);
      choice.used = true;
    }
  }

  boolean delete(DefaultItem item) {
    Deletion deletion = item.isGroup() ? deletions.get(item.overrideKey()) : null;
    if (deletion == null || (deletion.option != null && !deletion.option.equals(item.name()))) {
      return false;
    }
    deletion.used = true;
    item.delete();
    return true;
  }

  /** Records the option of a group; two different options for one group are a problem. */
  void choice(DefaultItem item) {
    if (!item.isGroup()) {
      return;
    }
    String key = item.overrideKey();
    String name = item.name();
    String earlier = choices.get(key);
    if (choices.containsKey(key) && !String.valueOf(earlier).equals(String.valueOf(name))) {
      problems.add(
          Problem.of(
                  "DuplicateGroup",
                  "the group " + key + " has two options: " + name + " and " + earlier)
              .at(item.origin().place())
              .next(
                  addedAs(key)
                      .map(
                          option ->
                              "to replace the option write `"
                                  + key
                                  + "="
                                  + option
                                  + "`, without the +")
                      .orElse(
                          "to replace the option write '- override "
                              + key
                              + ": "
                              + earlier
                              + "'")));
    } else {
      choices.put(key, name);
    }
    Set<String> keys = keysOfGroup.get(item.groupPath());
    if (keys == null) {
      keys = new TreeSet<>();
      keysOfGroup.put(item.groupPath(), keys);
    }
    keys.add(key);
  }

  /** An option that an argument adds to a group. */
  private Optional<String> addedAs(String key) {
    return appended.stream()
        .filter(item -> item.overrideKey().equals(key))
        .map(item -> String.valueOf(item.name()))
        .findFirst();
  }

  /** Adds a problem for each override and deletion that matched no item of a defaults list. */
  void refuseUnused() {
    for (Map.Entry<String, Choice> entry : chosen.entrySet()) {
      if (!entry.getValue().used) {
        problems.add(unmatched(entry.getKey(), entry.getValue()));
      }
    }
    for (Map.Entry<String, Deletion> entry : deletions.entrySet()) {
      String key = entry.getKey();
      Deletion deletion = entry.getValue();
      if (!deletion.used) {
        String what = deletion.option == null ? key : key + "=" + deletion.option;
        problems.add(
            Problem.of(
                    "DeleteMissing",
                    "cannot delete '" + what + "': it is not part of the configuration")
                .at(deletion.origin.place())
                .expecting(composed(key)));
      }
    }
  }

  private String composed(String key) {
    Set<String> keys = keysOfGroup.get(key.contains("@") ? key.split("@", 2)[0] : key);
    if (keys == null) {
      return Suggest.sentence(key, choices.keySet());
    }
    List<String> parts = new ArrayList<>();
    keys.forEach(name -> parts.add(name + "=" + choices.get(name)));
    return "composed: " + String.join(", ", parts);
  }

  /** A primary config other than that of {@code run} whose defaults list has a group. */
  private Optional<String> primaryWith(String group) {
    return searchPath.options("").stream()
        .filter(name -> !name.equals("train"))
        .filter(
            name -> {
              ConfigFile file = searchPath.load(name);
              return file != null
                  && file.copyDefaults().stream()
                      .anyMatch(item -> group.equals(item.overrideKey()));
            })
        .findFirst();
  }

  private Problem unmatched(String key, Choice choice) {
    String group = key.contains("@") ? key.substring(0, key.indexOf('@')) : key;
    String in = choice.containing == null ? "" : "in '" + choice.containing + "': ";
    Set<String> known = keysOfGroup.getOrDefault(group, Set.of());
    Problem problem =
        Problem.of(
                "GroupNotInDefaults",
                in
                    + "nothing to override: the group '"
                    + key
                    + "' is not part of the configuration")
            .at(choice.origin.place());
    if (!known.isEmpty()) {
      return problem.expecting("did you mean " + String.join(" or ", known) + "?");
    }
    if (choice.containing != null) {
      String containing = choice.containing.replaceFirst("/", "=");
      return primaryWith(group)
          .map(
              name ->
                  problem.next(
                      String.format(
                          Locale.ROOT,
                          "the group belongs to %s.yaml: `java -jar bench.jar %s %s`",
                          name,
                          name,
                          containing)))
          .orElse(problem);
    }
    return problem.next("add the group with `+" + key + "=" + ValueText.of(choice.option) + "`");
  }
}
