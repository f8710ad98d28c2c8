package org.eobench.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.eobench.core.config.compose.Composer;
import org.eobench.core.config.compose.SearchPath;
import org.eobench.core.config.interpolation.InterpolationException;
import org.eobench.core.config.interpolation.Resolver;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.jspecify.annotations.Nullable;

/** Completes the last word of a command line: groups, options, keys and current values. */
final class Completion {
  private final Composer composer;

  Completion(Composer composer) {
    this.composer = composer;
  }

  /**
   * @param words overrides before the word
   * @param word word to complete; may be empty
   */
  List<String> candidates(String configName, List<String> words, String word, boolean multirun) {
    TreeSet<String> found = new TreeSet<>();
    boolean option = groups(word, found);
    if (!option || found.isEmpty()) {
      keys(configName, words, word, multirun, found);
    }
    return List.copyOf(found);
  }

  /** Adds groups or, after {@code group=}, options. Returns whether the word follows a group. */
  private boolean groups(String word, TreeSet<String> found) {
    String prefix = word.startsWith("+") || word.startsWith("~") ? word.substring(0, 1) : "";
    String rest = word.substring(prefix.length());
    SearchPath path = composer.searchPath();
    int equal = rest.lastIndexOf('=');
    if (equal >= 0) {
      String group = rest.substring(0, equal);
      String plain = group.contains("@") ? group.substring(0, group.indexOf('@')) : group;
      for (String name : plain.isEmpty() ? List.<String>of() : path.options(plain)) {
        if ((group + "=" + name).startsWith(rest)) {
          found.add(prefix + group + "=" + name);
        }
      }
      return !plain.isEmpty() && path.hasGroup(plain);
    }
    int slash = rest.lastIndexOf('/');
    String parent = slash < 0 ? "" : rest.substring(0, slash);
    for (String name : path.groups(parent)) {
      String group = parent.isEmpty() ? name : parent + "/" + name;
      if (group.startsWith(rest)) {
        found.add(prefix + group + suffix(group, prefix));
      }
    }
    return false;
  }

  private String suffix(String group, String prefix) {
    boolean options = !composer.searchPath().options(group).isEmpty();
    boolean groups = !composer.searchPath().groups(group).isEmpty();
    if (groups) {
      return options ? "" : "/";
    }
    return options && !prefix.equals("~") ? "=" : "";
  }

  private void keys(
      String configName, List<String> words, String word, boolean multirun, TreeSet<String> found) {
    MapNode whole;
    try {
      Composer.Purpose purpose = multirun ? Composer.Purpose.SWEEP : Composer.Purpose.RUN;
      whole = composer.compose(configName, OverrideParser.parseAll(words), purpose).whole();
    } catch (BenchException e) {
      // No keys can be completed while the words before do not compose.
      return;
    }
    Resolver resolver = new Resolver(whole, null, composer.environment());
    matches(whole, word, path -> select(resolver, whole, path)).forEach(found::add);
  }

  /** The node at a path, following references; null if there is none. */
  private static @Nullable ConfigNode select(Resolver resolver, MapNode whole, String path) {
    try {
      Resolver.Located found = resolver.select(path, new Resolver.Located(whole, List.of()));
      return found == null ? null : resolver.follow(found).node();
    } catch (InterpolationException e) {
      return null;
    }
  }

  private static List<String> matches(
      ConfigNode node, String word, Function<String, @Nullable ConfigNode> select) {
    List<String> found = new ArrayList<>();
    if (word.endsWith(".") || word.endsWith("=")) {
      ConfigNode below = select.apply(word.substring(0, word.length() - 1));
      if (below instanceof ScalarNode scalar) {
        Object value = scalar.value();
        if (value != null && word.endsWith("=")) {
          found.add(word + (scalar.isMissing() ? "" : valueText(value)));
        }
      } else if (below != null && !word.equals(".") && !word.equals("=")) {
        matches(below, "", select).forEach(match -> found.add(word + match));
      }
      return found;
    }
    int dot = word.lastIndexOf('.');
    if (dot >= 0) {
      ConfigNode below = select.apply(word.substring(0, dot));
      if (below != null) {
        matches(below, word.substring(dot + 1), select)
            .forEach(match -> found.add(word.substring(0, dot) + "." + match));
      }
    } else if (node instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        if (entry.name().startsWith(word)) {
          found.add(entry.name() + (entry.value() instanceof ScalarNode ? "=" : "."));
        }
      }
    } else if (node instanceof ListNode list) {
      for (int i = 0; i < list.size(); i++) {
        String name = String.valueOf(i);
        if (name.startsWith(word)) {
          found.add(name + (list.get(i) instanceof ScalarNode ? "=" : "."));
        }
      }
    }
    return found;
  }

  private static String valueText(Object value) {
    return value instanceof Boolean ? String.valueOf(value) : PythonText.of(value);
  }
}
