package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.core.config.source.BuiltInSource;
import org.eobench.core.config.source.ConfigSource;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The sources of configuration files; the first match wins. Each file is read only once, so use one
 * search path per command.
 */
public final class SearchPath {
  private static final String PACKAGE = "@package";
  private static final String DEFAULTS = "defaults";
  private static final String BUILT_IN = "hydra";
  private static final int HEADER_REACH = 512;

  private final List<ConfigSource> sources;
  private final Map<String, Optional<ConfigFile>> loaded = new HashMap<>();
  private @Nullable Aliases aliases;

  public SearchPath(List<ConfigSource> sources) {
    this.sources = new ArrayList<>(sources);
    this.sources.add(0, new BuiltInSource());
  }

  /** All sources in order, starting with the built-in one. */
  public List<ConfigSource> sources() {
    return List.copyOf(sources);
  }

  /** Returns this path with more sources at its end. */
  SearchPath with(List<ConfigSource> more) {
    List<ConfigSource> all = new ArrayList<>(sources.subList(1, sources.size()));
    all.addAll(more);
    return new SearchPath(all);
  }

  /**
   * Loads the file at a path such as {@code encoder/dofa}; returns null if no source has it.
   *
   * @throws org.eobench.core.error.BenchException when it is not valid YAML
   */
  @Nullable ConfigFile load(String path) {
    Optional<ConfigFile> known = loaded.get(path);
    if (known == null) {
      known = Optional.ofNullable(read(path));
      loaded.put(path, known);
    }
    return known.orElse(null);
  }

  /** Other names for options and keys. */
  public Aliases aliases() {
    if (aliases == null) {
      aliases = Aliases.of(sources);
    }
    return aliases;
  }

  private @Nullable ConfigFile read(String path) {
    String file = path.endsWith(".yaml") ? path : path + ".yaml";
    for (ConfigSource source : sources) {
      String text = source.read(file);
      if (text != null) {
        return parse(path, source, source.show(file), text);
      }
    }
    return aliases().file(path);
  }

  private static ConfigFile parse(String path, ConfigSource source, String shown, String text) {
    Problems problems = new Problems();
    ConfigNode tree = ConfigNode.ofYaml(text, shown);
    List<DefaultItem> defaults = List.of();
    Map<String, MapNode> protocols = Map.of();
    if (tree instanceof MapNode map && (map.has(DEFAULTS) || map.has(ProtocolValues.KEY))) {
      if (map.has(DEFAULTS)) {
        defaults = new DefaultsParser(path, shown, problems).parse(map.get(DEFAULTS));
      }
      protocols = ProtocolValues.read(map.get(ProtocolValues.KEY), problems);
      MapNode rest = map.copy();
      rest.remove(DEFAULTS);
      rest.remove(ProtocolValues.KEY);
      tree = rest;
    }
    int values = tree.values();
    for (MapNode protocol : protocols.values()) {
      values += protocol.values();
    }
    return new ConfigFile(
        path,
        shown,
        source.name(),
        tree,
        values,
        defaults,
        header(text),
        protocols,
        null,
        problems.list());
  }

  /** The package requested by the comment lines at the top. Any other line ends the search. */
  private static @Nullable String header(String text) {
    String top = text.substring(0, Math.min(text.length(), HEADER_REACH));
    for (String line : top.split("\n", -1)) {
      String trimmed = line.strip();
      String directive = directive(trimmed);
      if (directive.startsWith(PACKAGE + " ")) {
        String name = directive.substring(PACKAGE.length()).strip();
        if (name.indexOf(' ') < 0) {
          return name;
        }
      }
      if (!trimmed.isEmpty() && directive.isEmpty()) {
        return null;
      }
    }
    return null;
  }

  /** The text from {@code @} in a comment line that begins with it; empty for all other lines. */
  private static String directive(String line) {
    String comment = line.startsWith("#") ? line.substring(1).stripLeading() : "";
    return comment.startsWith("@") ? comment.replace('\t', ' ') : "";
  }

  /**
   * The comment at the top of a file, on one line and without directives; empty if there is none.
   */
  public String about(String path) {
    for (ConfigSource source : sources) {
      String text = source.read(path + ".yaml");
      if (text != null) {
        return text.lines()
            .map(String::strip)
            .takeWhile(line -> line.startsWith("#"))
            .filter(line -> directive(line).isEmpty())
            .map(line -> line.substring(1).strip())
            .collect(Collectors.joining(" "));
      }
    }
    return "";
  }

  /** Whether any source has this group. */
  public boolean hasGroup(String group) {
    for (ConfigSource source : sources) {
      if (source.hasGroup(group)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The options of a group from all sources, sorted; without files such as {@code _base.yaml},
   * which only others of the group include.
   */
  public List<String> options(String group) {
    TreeSet<String> names = new TreeSet<>();
    for (ConfigSource source : sources) {
      for (String name : source.options(group)) {
        if (!name.startsWith("_")) {
          names.add(name);
        }
      }
    }
    if (group.isEmpty()) {
      names.remove(Aliases.NAME);
    }
    return List.copyOf(names);
  }

  /** The groups directly below a group from all sources, sorted. */
  public List<String> groups(String group) {
    TreeSet<String> names = new TreeSet<>();
    for (ConfigSource source : sources) {
      names.addAll(source.groups(group));
    }
    return List.copyOf(names);
  }

  /** Whether {@link #allGroups} has the group. */
  boolean isGroup(String group) {
    boolean builtIn = group.equals(BUILT_IN) || group.startsWith(BUILT_IN + "/");
    return !group.isEmpty() && !builtIn && !options(group).isEmpty();
  }

  /** All groups with options except the built-in ones, as paths with slashes, sorted. */
  public List<String> allGroups() {
    List<String> found = new ArrayList<>();
    collect("", found);
    found.sort(null);
    return found;
  }

  private void collect(String group, List<String> found) {
    if (group.equals(BUILT_IN)) {
      return;
    }
    if (!group.isEmpty() && !options(group).isEmpty()) {
      found.add(group);
    }
    for (String name : groups(group)) {
      collect(group.isEmpty() ? name : group + "/" + name, found);
    }
  }
}
