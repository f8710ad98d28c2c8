package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eobench.core.config.interpolation.InterpolationException;
import org.eobench.core.config.interpolation.Resolver;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.tree.Bounds;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Expands the defaults lists into the merge order of the files.
 *
 * <p>It visits each list from its end, so that {@code override} items of late files, such as
 * experiments, are known before the groups that they override. A problem does not stop the
 * expansion: the file is skipped and {@link #failedPackages} records its package.
 */
final class DefaultsBuilder {
  private final SearchPath searchPath;
  private final DefaultsFaults faults;
  private final GroupOverrides overrides;
  private final Function<String, @Nullable String> environment;
  private final boolean skipMissing;
  private final Problems problems;
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> failedPackages = new LinkedHashSet<>();
  private final Set<String> unreadable = new HashSet<>();
  private final Set<String> visited = new HashSet<>();
  private int drawnIn;

  /** Groups without a chosen option, and groups whose files could not be read. */
  private final List<DefaultItem> open = new ArrayList<>();

  private final Set<String> failed = new LinkedHashSet<>();

  DefaultsBuilder(
      SearchPath searchPath,
      GroupOverrides overrides,
      Function<String, @Nullable String> environment,
      boolean skipMissing,
      Problems problems) {
    this.searchPath = searchPath;
    this.faults = new DefaultsFaults(searchPath);
    this.overrides = overrides;
    this.environment = environment;
    this.skipMissing = skipMissing;
    this.problems = problems;
  }

  List<String> warnings() {
    return warnings;
  }

  /** Packages with incomplete values, because a file could not be composed. */
  Set<String> failedPackages() {
    return failedPackages;
  }

  /** The tree of the primary config, then the tree of the built-in {@code hydra} node. */
  List<DefaultsNode> build(String configName) {
    DefaultsNode primary = new DefaultsNode(DefaultItem.primary(configName), null);
    expand(primary, false, new ArrayList<>());
    DefaultItem builtIn = DefaultItem.config("hydra/config", null, false, Origin.builtIn("hydra"));
    DefaultsNode hydra = new DefaultsNode(builtIn, null);
    expand(hydra, false, new ArrayList<>());
    overrides.refuseUnused();
    refuseOpen();
    return List.of(primary, hydra);
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
      problems.add(faults.cycle(item, above));
      return;
    }
    if (above.size() >= Bounds.DEPTH) {
      throw new BenchException(ExitCode.CONFIG, faults.endless(item, above));
    }
    if (++drawnIn > Bounds.FILES) {
      throw new BenchException(ExitCode.CONFIG, faults.tooManyFiles(item));
    }
    List<String> chain = new ArrayList<>(above);
    chain.add(path + "@" + item.finalPackage());
    children(node, file, interpolated, chain);
  }

  /** Reports missing choices, except those that another problem already explains. */
  private void refuseOpen() {
    for (DefaultItem item : open) {
      boolean tried = item.isGroup() && overrides.tried(item.overrideKey());
      boolean lost = item.isGroup() && failed.stream().anyMatch(group -> chooses(group, item));
      if (!tried && !lost) {
        problems.add(faults.missingChoice(item));
      }
    }
  }

  /** Whether a group's options, such as experiments, can choose the option of another group. */
  private boolean chooses(String group, DefaultItem wanted) {
    return searchPath.options(group).stream()
        .anyMatch(option -> chooses(group, group + "/" + option, wanted));
  }

  private boolean chooses(String group, String path, DefaultItem wanted) {
    try {
      ConfigFile file = searchPath.load(path);
      return file != null
          && file.copyDefaults().stream()
              .filter(DefaultItem::isOverride)
              .peek(item -> item.placeIn(group, ""))
              .anyMatch(item -> item.overrideKey().equals(wanted.overrideKey()));
    } catch (BenchException unreadableToo) {
      return false;
    }
  }

  private boolean missing(DefaultItem item) {
    if (!item.isMissing()) {
      return false;
    }
    if (!skipMissing) {
      failedPackages.add(item.finalPackage());
      open.add(item);
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
        for (Problem problem : file.problems()) {
          problems.add(problem);
        }
        if (file.alias() != null) {
          warnings.add(file.alias());
        }
      }
      return file;
    }
    if (unreadable.contains(path)) {
      failedPackages.add(item.finalPackage());
      failed.add(item.groupPath());
    } else if (!item.isOptional()) {
      failedPackages.add(item.finalPackage());
      failed.add(item.groupPath());
      problems.add(faults.notFound(node));
    }
    item.delete();
    return null;
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
      for (DefaultItem item : overrides.appended()) {
        items.add(item.copy());
      }
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

  /** Adds {@code _self_} at the end if it is missing; returns whether it did. */
  private boolean completeSelf(List<DefaultItem> items, DefaultItem parent, ConfigFile file) {
    List<DefaultItem> selves = new ArrayList<>();
    boolean groups = false;
    for (DefaultItem item : items) {
      groups |= !item.isOverride();
      if (item.isSelf()) {
        selves.add(item);
      }
    }
    if (selves.size() > 1) {
      problems.add(faults.duplicateSelf(parent, selves.get(1)));
    }
    if (!selves.isEmpty() || !groups) {
      return selves.isEmpty();
    }
    if (parent.isPrimary() && file.hasContent()) {
      warnings.add(
          "In '"
              + parent.configPath()
              + "': the defaults list has no `_self_`, so it is added at the end");
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
        problems.add(faults.overrideOrder(parent, last, item));
      }
      if (item.isOverride()) {
        last = item;
        if (interpolated) {
          problems.add(faults.overrideInInterpolated(parent, item));
        } else {
          overrides.note(item, parent.configPath());
        }
      }
    }
  }

  /** Options such as {@code ${plot}_${sensor}} are resolved after all other groups are chosen. */
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
          problems.add(faults.interpolation(node.item(), item, e, overrides.choices().keySet()));
        }
      }
    }
  }

  private MapNode knownChoices(List<DefaultItem> items, boolean selfAdded) {
    Origin origin = Origin.builtIn("choices");
    MapNode known = new MapNode(origin);
    for (Map.Entry<String, String> choice : overrides.choices().entrySet()) {
      known.put(choice.getKey(), new ScalarNode(choice.getValue(), origin));
    }
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
