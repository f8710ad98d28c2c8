package org.eobench.core.config.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups and options that the paths of a source's files stand for, such as {@code a/b.yaml}.
 */
final class ConfigPaths {
  private static final String YAML = ".yaml";

  /** The groups that have files at any depth, and the root if there are any files. */
  private final Map<String, Group> groups = new HashMap<>();

  /**
   * @param paths with slashes, relative to the root; those with other endings are left out
   */
  ConfigPaths(Iterable<String> paths) {
    for (String path : paths) {
      if (path.endsWith(YAML)) {
        int name = path.lastIndexOf('/') + 1;
        group(path.substring(0, Math.max(0, name - 1)))
            .options
            .add(path.substring(name, path.length() - YAML.length()));
      }
    }
  }

  private Group group(String path) {
    Group group = groups.get(path);
    if (group == null) {
      group = new Group();
      groups.put(path, group);
      if (!path.isEmpty()) {
        int name = path.lastIndexOf('/') + 1;
        group(path.substring(0, Math.max(0, name - 1))).groups.add(path.substring(name));
      }
    }
    return group;
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  boolean hasGroup(String path) {
    return groups.containsKey(path);
  }

  /** The names of the files directly in a group, without their ending. */
  List<String> options(String path) {
    Group group = groups.get(path);
    return group == null ? List.of() : List.copyOf(group.options);
  }

  /** The names of the groups directly below a group. */
  List<String> groups(String path) {
    Group group = groups.get(path);
    return group == null ? List.of() : List.copyOf(group.groups);
  }

  private static final class Group {
    private final List<String> options = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
  }
}
