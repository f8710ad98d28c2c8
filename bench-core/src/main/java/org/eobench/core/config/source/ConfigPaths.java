package org.eobench.core.config.source;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Finds groups and their options among the paths of a source's files, such as {@code a/b.yaml}. */
final class ConfigPaths {
  static final String YAML = ".yaml";

  private ConfigPaths() {}

  static boolean hasGroup(NavigableSet<String> paths, String group) {
    String folder = folder(group);
    String next = paths.ceiling(folder);
    return next != null && next.startsWith(folder);
  }

  /** The names of the files directly in a group, without their ending. */
  static List<String> options(NavigableSet<String> paths, String group) {
    String folder = folder(group);
    List<String> names = new ArrayList<>();
    for (String path : paths.tailSet(folder)) {
      if (!path.startsWith(folder)) {
        break;
      }
      if (path.indexOf('/', folder.length()) < 0) {
        names.add(path.substring(folder.length(), path.length() - YAML.length()));
      }
    }
    return names;
  }

  /** The groups directly below a group. */
  static List<String> groups(NavigableSet<String> paths, String group) {
    String folder = folder(group);
    TreeSet<String> names = new TreeSet<>();
    for (String path : paths.tailSet(folder)) {
      int end = path.indexOf('/', folder.length());
      if (!path.startsWith(folder)) {
        break;
      }
      if (end > 0) {
        names.add(path.substring(folder.length(), end));
      }
    }
    return List.copyOf(names);
  }

  private static String folder(String group) {
    return group.isEmpty() ? "" : group + "/";
  }
}
