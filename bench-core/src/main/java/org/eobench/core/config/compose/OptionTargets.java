package org.eobench.core.config.compose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.BenchException;
import org.jspecify.annotations.Nullable;

/** Maps the options of a group to the components ({@code _target_}) that they select. */
final class OptionTargets {
  private static final String TARGET = "_target_";

  private final SearchPath searchPath;
  private final Map<String, String> known = new HashMap<>();

  OptionTargets(SearchPath searchPath) {
    this.searchPath = searchPath;
  }

  /** Options whose file, or a file that it extends, names one of these components. */
  List<String> options(String group, Set<String> targets) {
    return searchPath.options(group).stream()
        .filter(option -> targets.contains(target(group, option)))
        .toList();
  }

  private String target(String group, String option) {
    String path = group + "/" + option;
    if (!known.containsKey(path)) {
      known.put(path, ""); // stops at files that list each other
      known.put(path, read(group, path));
    }
    return known.getOrDefault(path, "");
  }

  private String read(String group, String path) {
    ConfigFile file;
    try {
      file = searchPath.load(path);
    } catch (BenchException unreadable) {
      return "";
    }
    String own = file == null ? null : ownTarget(file);
    if (file == null || own != null) {
      return own == null ? "" : own;
    }
    String inherited = "";
    for (DefaultItem item : file.copyDefaults()) {
      item.placeIn(group, "");
      String from = item.isSelf() || item.isOverride() ? "" : item.configPath();
      if (from.startsWith(group + "/")) {
        String target = target(group, from.substring(group.length() + 1));
        inherited = target.isEmpty() ? inherited : target;
      }
    }
    return inherited;
  }

  private static @Nullable String ownTarget(ConfigFile file) {
    return file.tree() instanceof MapNode map ? map.selectText(TARGET) : null;
  }
}
