package org.eobench.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * Expands the defaults lists into the order in which files are merged.
 *
 * <p>Lists are walked from their end, so that {@code override} items of files listed late, such as
 * experiments, are known before the groups they concern. A problem does not end the walk: the file
 * concerned is left out and its package remembered in {@link #failedPackages}.
 */
final class DefaultsBuilder {
  private static final String ROOT = "<root>";

  private final SearchPath searchPath;
  private final GroupOverrides overrides;
  private final Function<String, @Nullable String> environment;
  private final boolean skipMissing;
  private final Problems problems;
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> failedPackages = new LinkedHashSet<>();
  private final Set<String> unreadable = new HashSet<>();
  private final Set<String> visited = new HashSet<>();

  DefaultsBuilder(
      SearchPath searchPath,
      GroupOverrides overrides,
      Function<String, @Nullable String> environment,
      boolean skipMissing,
      Problems problems) {
    this.searchPath = searchPath;
    this.overrides = overrides;
    this.environment = environment;
    this.skipMissing = skipMissing;
    this.problems = problems;
  }

  List<String> warnings() {
    return warnings;
  }

  /** Packages whose values are incomplete since a file could not be composed. */
  Set<String> failedPackages() {
    return failedPackages;
  }

  /** The primary config's tree first, then that of the built-in {@code hydra} node. */
  List<DefaultsNode> build(String configName) {
    DefaultsNode primary = new DefaultsNode(DefaultItem.primary(configName), null);
    expand(primary, false, new ArrayList<>());
    DefaultItem builtIn = DefaultItem.config("hydra/config", null, false, Origin.builtIn("hydra"));
    DefaultsNode hydra = new DefaultsNode(builtIn, null);
    expand(hydra, false, new ArrayList<>());
    overrides.refuseUnused();
    return List.of(primary, hydra);
  }

  /** The files of a tree in the order in which they are merged. */
  static List<DefaultsEntry> flatten(DefaultsNode root) {
    List<DefaultsEntry> entries = new ArrayList<>();
    flatten(root, entries);
    return entries;
  }

  private static void flatten(DefaultsNode node, List<DefaultsEntry> into) {
    DefaultItem item = node.item();
    if (!node.children().isEmpty()) {
      node.children().forEach(child -> flatten(child, into));
      return;
    }
    boolean self = item.isSelf();
    DefaultsNode owner = self ? node.parent() : node;
    if (owner == null || owner.item().isDeleted() || owner.item().name() == null) {
      return;
    }
    if (!owner.item().isMissing()) {
      DefaultsNode parent = owner.parent();
      String above = parent == null ? ROOT : parent.item().configPath();
      DefaultItem config = owner.item();
      into.add(new DefaultsEntry(config.configPath(), config.finalPackage(), above, self));
    }
  }

  private void expand(DefaultsNode node, boolean interpolated, List<String> above) {
    DefaultItem item = node.item();
    if (overrides.delete(item)) {
      return;
    }
    overrides.choice(item);
    if (item.name() == null || missing(item)) {
      return;
    }
    String path = item.configPath();
    ConfigFile file = load(node);
    if (file == null) {
      return;
    }
    item.header(file.header());
    if (above.contains(path + "@" + item.finalPackage())) {
      problems.add(
          Problem.of("DefaultsCycle", "'" + path + "' lists itself in its defaults")
              .at(file.shown()));
      return;
    }
    List<String> chain = new ArrayList<>(above);
    chain.add(path + "@" + item.finalPackage());
    children(node, file, interpolated, chain);
  }

  private boolean missing(DefaultItem item) {
    if (!item.isMissing()) {
      return false;
    }
    if (!skipMissing) {
      String key = item.isGroup() ? item.overrideKey() : item.configPath();
      failedPackages.add(item.finalPackage());
      problems.add(
          Problem.of("MissingChoice", "you must choose an option for '" + key + "'")
              .at(item.origin().place())
              .expecting(String.join(", ", searchPath.options(item.groupPath())))
              .next("give " + key + "=<option>"));
    }
    return true;
  }

  private @Nullable ConfigFile load(DefaultsNode node) {
    DefaultItem item = node.item();
    String path = item.configPath();
    ConfigFile file = null;
    try {
      file = unreadable.contains(path) ? null : searchPath.load(path);
    } catch (BenchException e) {
      unreadable.add(path);
      problems.addAll(e);
    }
    if (file != null) {
      if (visited.add(path)) {
        file.problems().forEach(problems::add);
      }
      return file;
    }
    if (unreadable.contains(path)) {
      failedPackages.add(item.finalPackage());
    } else if (!item.isOptional()) {
      failedPackages.add(item.finalPackage());
      problems.add(notFound(node));
    }
    item.delete();
    return null;
  }

  private Problem notFound(DefaultsNode node) {
    DefaultItem item = node.item();
    String path = item.configPath();
    if (item.isPrimary()) {
      return Problem.of("UnknownPrimaryConfig", "there is no primary config '" + path + "'")
          .at("looked in " + places())
          .expecting(Suggest.sentence(path, searchPath.options("")));
    }
    DefaultsNode parent = node.parent();
    String in = parent == null ? "" : "in '" + parent.item().configPath() + "': ";
    String group = item.groupPath();
    List<String> options = searchPath.options(group);
    if (item.isGroup()) {
      return Problem.of("UnknownOption", in + "there is no '" + path + "'")
          .at(item.origin().place())
          .expecting(
              options.isEmpty()
                  ? Suggest.sentence(group, searchPath.allGroups())
                  : Suggest.sentence(String.valueOf(item.name()), options));
    }
    return Problem.of("ConfigNotFound", in + "there is no config '" + path + "'")
        .at(item.origin().place())
        .expecting(Suggest.sentence(String.valueOf(item.name()), options))
        .next("looked in " + places());
  }

  private String places() {
    List<String> names = new ArrayList<>();
    searchPath.sources().stream().skip(1).forEach(source -> names.add(source.name()));
    return String.join(", ", names);
  }

  private void children(
      DefaultsNode node, ConfigFile file, boolean interpolated, List<String> above) {
    DefaultItem parent = node.item();
    List<DefaultItem> items = file.copyDefaults();
    boolean selfAdded = false;
    if (!items.isEmpty()) {
      selfAdded = completeSelf(items, parent, file);
    }
    if (parent.isPrimary()) {
      if (items.isEmpty() && !overrides.appended().isEmpty()) {
        items.add(DefaultItem.config(DefaultItem.SELF, null, false, Origin.file(file.shown(), 1)));
        selfAdded = true;
      }
      overrides.appended().forEach(item -> items.add(item.copy()));
    }
    noteOverrides(items, parent, interpolated);

    List<DefaultsNode> children = new ArrayList<>();
    for (int i = items.size() - 1; i >= 0; i--) {
      DefaultItem item = items.get(i);
      if (!item.isOverride()) {
        child(node, item, interpolated, above, children);
      }
    }
    resolveDeferred(node, items, selfAdded, above, children);
    Collections.reverse(children);
    node.children().addAll(children);
  }

  private void child(
      DefaultsNode node,
      DefaultItem item,
      boolean interpolated,
      List<String> above,
      List<DefaultsNode> children) {
    if (item.isSelf()) {
      children.add(new DefaultsNode(item, node));
      return;
    }
    item.placeIn(node.item().groupPath(), node.item().finalPackage());
    overrides.apply(item);
    List<?> options = item.options();
    if (options != null) {
      for (int i = options.size() - 1; i >= 0; i--) {
        String group = item.spelling().split("@", 2)[0];
        DefaultItem single =
            DefaultItem.config(
                group + "/" + options.get(i), item.pkg(), item.isOptional(), item.origin());
        single.placeIn(node.item().groupPath(), node.item().finalPackage());
        add(node, single, interpolated, above, children);
      }
    } else if (item.isInterpolation()) {
      children.add(new DefaultsNode(item, node));
    } else {
      add(node, item, interpolated, above, children);
    }
  }

  private void add(
      DefaultsNode node,
      DefaultItem item,
      boolean interpolated,
      List<String> above,
      List<DefaultsNode> children) {
    DefaultsNode child = new DefaultsNode(item, node);
    expand(child, interpolated, above);
    children.add(child);
  }

  /** Adds {@code _self_} at the end where it is left out; whether it did. */
  private boolean completeSelf(List<DefaultItem> items, DefaultItem parent, ConfigFile file) {
    long selves = items.stream().filter(DefaultItem::isSelf).count();
    if (selves > 1) {
      problems.add(
          Problem.of(
                  "DuplicateSelf",
                  "'" + parent.configPath() + "' has _self_ more than once in its defaults")
              .at(items.stream().filter(DefaultItem::isSelf).toList().get(1).origin().place()));
    }
    boolean groups = items.stream().anyMatch(item -> !item.isOverride());
    if (selves > 0 || !groups) {
      return selves == 0;
    }
    if (parent.isPrimary() && file.hasContent()) {
      warnings.add(
          "In '"
              + parent.configPath()
              + "': Defaults list is missing `_self_`; it is taken as last");
    }
    items.add(DefaultItem.config(DefaultItem.SELF, null, false, Origin.file(file.shown(), 1)));
    return true;
  }

  private void noteOverrides(List<DefaultItem> items, DefaultItem parent, boolean interpolated) {
    DefaultItem last = null;
    for (DefaultItem item : items) {
      if (item.isSelf()) {
        continue;
      }
      item.placeIn(parent.groupPath(), parent.finalPackage());
      if (last != null && !item.isOverride() && !item.isAppended()) {
        problems.add(
            Problem.of(
                    "OverrideOrder",
                    String.format(
                        "in %s: the override '%s : %s' stands before '%s: %s'",
                        parent.configPath(),
                        last.overrideKey(),
                        last.name(),
                        item.isGroup() ? item.overrideKey() : item.configPath(),
                        item.name()))
                .at(last.origin().place())
                .next("move overrides to the end of the defaults list"));
      }
      if (item.isOverride()) {
        last = item;
        if (interpolated) {
          problems.add(
              Problem.of(
                      "OverrideInInterpolated",
                      parent.configPath()
                          + ": an override ("
                          + item.overrideKey()
                          + ") cannot stand in a file that is chosen by an interpolation")
                  .at(item.origin().place()));
        } else {
          overrides.note(item, parent.configPath());
        }
      }
    }
  }

  /** Options such as {@code ${plot}_${sensor}} wait until all other groups are chosen. */
  private void resolveDeferred(
      DefaultsNode node,
      List<DefaultItem> items,
      boolean selfAdded,
      List<String> above,
      List<DefaultsNode> children) {
    for (DefaultsNode child : children) {
      DefaultItem item = child.item();
      if (item.isInterpolation()) {
        MapNode known = knownChoices(items, selfAdded);
        Resolver resolver = new Resolver(known, null, environment);
        String text = item.interpolation();
        ScalarNode scalar = new ScalarNode(text, item.origin());
        try {
          item.resolved(
              PythonText.show(resolver.resolve(new Resolver.Located(scalar, List.of("option")))));
          item.placeIn(node.item().groupPath(), node.item().finalPackage());
          expand(child, true, above);
        } catch (InterpolationException e) {
          item.delete();
          failedPackages.add(item.finalPackage());
          problems.add(
              Problem.of(
                      "DefaultsInterpolation",
                      "in '"
                          + node.item().configPath()
                          + "': cannot resolve '"
                          + text
                          + "': "
                          + e.getMessage())
                  .at(item.origin().place())
                  .expecting("one of the groups " + overrides.choices().keySet()));
        }
      }
    }
  }

  private MapNode knownChoices(List<DefaultItem> items, boolean selfAdded) {
    Origin origin = Origin.builtIn("choices");
    MapNode known = new MapNode(origin);
    overrides.choices().forEach((key, option) -> known.put(key, new ScalarNode(option, origin)));
    ListNode list = new ListNode(origin);
    for (DefaultItem item : items) {
      if (item.isGroup()) {
        MapNode entry = new MapNode(origin);
        entry.put(item.overrideKey(), ConfigOverride.node(item.value(), origin));
        list.add(entry);
      } else if (!item.isSelf() || !selfAdded) {
        list.add(new ScalarNode(item.isSelf() ? DefaultItem.SELF : item.configPath(), origin));
      }
    }
    known.put("defaults", list);
    return known;
  }
}
