package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;
import org.eobench.core.error.Suggest;

/**
 * Suggestions for a key that does not exist: a similar name at that level, a group, a key of the
 * same name elsewhere, or a dot in place of a slash.
 */
public final class KeySuggestions {
  private static final int MOST = 3;

  /** Finds the first key or group of a suggestion. */
  private static final Pattern MEANT = Pattern.compile("did you mean (?:the group )?([^ ?]+)");

  private final MapNode root;
  private final SearchPath searchPath;

  public KeySuggestions(MapNode root, SearchPath searchPath) {
    this.root = root;
    this.searchPath = searchPath;
  }

  /** Creates the problem of an override whose key does not exist. */
  Problem unknown(String key, ConfigOverride override) {
    String near = near(key);
    Problem problem =
        Problem.of("UnknownKey", "there is no key '" + key + "' in the configuration")
            .at(override.origin().place())
            .expecting(near);
    Optional<String> meant = meant(near);
    if (meant.isPresent() && takes(meant.get(), override)) {
      String rest = override.line().substring(override.line().indexOf('=') + 1);
      boolean deletes = override.type() == ConfigOverride.Type.DEL;
      String typed = deletes ? "~" + meant.get() : meant.get() + "=" + rest;
      return problem.next("write `" + ShellWord.of(typed) + "` instead of this argument");
    }
    boolean adds = override.type() == ConfigOverride.Type.CHANGE && meant.isEmpty();
    return adds
        ? problem.next("to add a new key, write `" + ShellWord.of("+" + override.line()) + "`")
        : problem;
  }

  /** Whether the key accepts the value: text cannot replace a mapping. */
  private boolean takes(String key, ConfigOverride override) {
    boolean nested = override.key().indexOf('.') >= 0;
    if (nested && key.indexOf('.') < 0 && searchPath.hasGroup(key)) {
      return false; // the value is not an option of the group
    }
    boolean deletes = override.type() == ConfigOverride.Type.DEL;
    return deletes
        || !(root.select(key) instanceof MapNode)
        || override.node() instanceof MapNode
        || searchPath.hasGroup(key.replace('.', '/'));
  }

  /** The first key or group suggested by such a sentence. */
  static Optional<String> meant(String sentence) {
    Matcher meant = MEANT.matcher(sentence);
    return meant.find() ? Optional.of(meant.group(1)) : Optional.empty();
  }

  /** A sentence with the nearest valid names and all names of that level. */
  public String near(String key) {
    String group = key.replace('.', '/');
    if (key.indexOf('.') >= 0 && searchPath.hasGroup(group)) {
      return "did you mean the group "
          + group
          + "? options: "
          + Suggest.oneOf(searchPath.options(group), DefaultsFaults.lister(group));
    }
    if (key.indexOf('/') >= 0 && root.select(key.replace('/', '.')) != null) {
      return "did you mean " + key.replace('/', '.') + "?";
    }
    List<String> keys = List.of(key.split("\\.", -1));
    ConfigNode at = root;
    String path = "";
    for (String name : keys) {
      ConfigNode next = KeyPath.exactChild(at, name);
      if (next == null || next instanceof ScalarNode && !path.equals(key)) {
        return at instanceof MapNode map
            ? atLevel(next == null ? map : new MapNode(map.origin()), path, name, keys)
            : "";
      }
      at = next;
      path = KeyPath.join(path, name);
    }
    return "";
  }

  private String atLevel(MapNode level, String path, String name, List<String> keys) {
    TreeSet<String> valid = new TreeSet<>(level.names());
    TreeSet<String> groups = new TreeSet<>();
    if (path.isEmpty()) {
      valid.remove("hydra");
      groups.addAll(searchPath.allGroups());
    }
    List<String> candidates = new ArrayList<>(valid);
    groups.stream().filter(group -> !valid.contains(group)).forEach(candidates::add);
    List<String> near = Suggest.nearest(name, candidates);
    if (!near.isEmpty()) {
      List<String> shown = new ArrayList<>();
      for (String found : near) {
        String completed = completed(path, found, keys);
        // A group of which no option is chosen may have some keys of the main configuration.
        boolean lacks = keys.size() > 1 && completed.equals(found) && groups.contains(found);
        shown.add(lacks || !valid.contains(found) ? "the group " + found : completed);
      }
      return "did you mean " + String.join(" or ", shown) + "?" + known(path, name, valid);
    }
    if (valid.isEmpty()) {
      return ""; // an empty mapping takes any name
    }
    List<String> elsewhere = elsewhere(keys.get(keys.size() - 1));
    return elsewhere.isEmpty()
        ? known(path, name, valid).strip()
        : "did you mean " + String.join(" or ", elsewhere) + "?" + known(path, name, valid);
  }

  /** The found key, followed by the rest of the path if the tree has it. */
  private String completed(String path, String found, List<String> keys) {
    String key = KeyPath.join(path, found);
    int at = path.isEmpty() ? 0 : KeyPath.split(path).size();
    String whole = key;
    for (String next : keys.subList(Math.min(keys.size(), at + 1), keys.size())) {
      ConfigNode level = root.select(whole);
      if (!(level instanceof MapNode map)) {
        return key;
      }
      List<String> near = map.has(next) ? List.of(next) : Suggest.nearest(next, map.names());
      if (near.isEmpty()) {
        return key;
      }
      whole = KeyPath.join(whole, near.get(0));
    }
    return whole;
  }

  private static String known(String path, String name, TreeSet<String> valid) {
    if (valid.isEmpty()) {
      return "";
    }
    String where = path.isEmpty() ? "" : " below " + path + ",";
    String lister =
        "`--cfg job" + (path.isEmpty() ? "" : " --package " + path) + "` instead of this argument";
    return where + " " + Suggest.known(name, valid, lister);
  }

  /** Dotted keys anywhere in the tree whose last part equals the name or is similar. */
  private List<String> elsewhere(String name) {
    List<String> exact = new ArrayList<>();
    List<String> near = new ArrayList<>();
    search(root, "", name, exact, near);
    List<String> found = exact.isEmpty() ? near : exact;
    return found.subList(0, Math.min(MOST, found.size()));
  }

  private static void search(
      MapNode map, String path, String name, List<String> exact, List<String> near) {
    for (MapNode.Entry entry : map.entries()) {
      String key = KeyPath.join(path, entry.name());
      if (key.equals("hydra")) {
        continue;
      }
      if (entry.name().equals(name)) {
        exact.add(key);
      } else if (name.length() > 3 && !Suggest.nearest(name, List.of(entry.name())).isEmpty()) {
        near.add(key);
      }
      if (entry.value() instanceof MapNode below) {
        search(below, key, name, exact, near);
      }
    }
  }
}
