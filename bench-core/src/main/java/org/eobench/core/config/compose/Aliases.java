package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.source.ConfigSource;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Other names for options, and names that keys had before, from {@code aliases.yaml} of each place
 * of the search path:
 *
 * <pre>
 * options:
 *   decoder/seg_fcn_mt_ltae: decoder=seg_fcn temporal=ltae
 * keys:
 *   protocol.fcn_dropout: {decoder/seg_fcn: dropout}
 * </pre>
 *
 * <p>An option that is an alias is composed as a file whose defaults list names what it stands for,
 * so it can be used wherever an option can.
 */
public final class Aliases {
  /** Name of the file, which is no primary config. */
  static final String NAME = "aliases";

  /** The group that all former keys were in. */
  static final String GROUP = "protocol";

  private final Map<String, Option> options = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> keys = new LinkedHashMap<>();

  /**
   * An option under another name.
   *
   * @param meaning the arguments it stands for, such as {@code decoder=seg_fcn temporal=ltae}
   * @param source name of the place that declares it
   */
  private record Option(String meaning, Origin origin, String source) {}

  /** Those of all places; the first place that declares a name wins. */
  static Aliases of(List<ConfigSource> sources) {
    Aliases aliases = new Aliases();
    String file = NAME + ".yaml";
    for (ConfigSource source : sources) {
      String text = source.read(file);
      if (text != null) {
        aliases.add(ConfigNode.ofYaml(text, source.show(file)), source.name());
      }
    }
    return aliases;
  }

  private void add(ConfigNode root, String source) {
    for (MapNode.Entry entry : entries(root.select("options"))) {
      String meaning = PythonText.show(entry.value());
      if (!entry.name().contains("/") || !meaning.contains("=")) {
        throw malformed(entry, "group/name: group=option group=option");
      }
      options.putIfAbsent(entry.name(), new Option(meaning, entry.value().origin(), source));
    }
    for (MapNode.Entry entry : entries(root.select("keys"))) {
      Map<String, String> places = new LinkedHashMap<>();
      for (MapNode.Entry place : entries(entry.value())) {
        places.put(place.name(), PythonText.show(place.value()));
      }
      boolean inGroup =
          entry.name().startsWith(GROUP + ".") && entry.name().lastIndexOf('.') == GROUP.length();
      if (places.isEmpty() || !inGroup) {
        throw malformed(entry, GROUP + ".former_key: {group/option: key}");
      }
      keys.putIfAbsent(entry.name(), places);
    }
  }

  private static List<MapNode.Entry> entries(@Nullable ConfigNode node) {
    return node instanceof MapNode map ? map.entries() : List.of();
  }

  private static BenchException malformed(MapNode.Entry entry, String expected) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("AliasFormat", "the alias " + entry.name() + " does not say what it stands for")
            .at(entry.value().origin().place())
            .expecting(expected));
  }

  /** Former keys, each with its key today in the files that have it. */
  Map<String, Map<String, String>> keys() {
    return keys;
  }

  /** Aliases of a group's options with the arguments they stand for, in the order of the file. */
  public Map<String, String> optionsOf(String group) {
    Map<String, String> found = new LinkedHashMap<>();
    options.forEach(
        (path, option) -> {
          if (group(path).equals(group)) {
            found.put(path.substring(group.length() + 1), option.meaning);
          }
        });
    return found;
  }

  /** The file that an alias stands for; null when the path is no alias. */
  @Nullable ConfigFile file(String path) {
    Option option = options.get(path);
    if (option == null) {
      return null;
    }
    List<DefaultItem> defaults = new ArrayList<>();
    for (String argument : option.meaning.split(" ", 0)) {
      String group = argument.substring(0, argument.indexOf('='));
      String name = argument.substring(group.length() + 1);
      boolean same = group.equals(group(path));
      defaults.add(
          DefaultItem.config(same ? name : "/" + group + "/" + name, null, false, option.origin));
    }
    return new ConfigFile(
        path,
        option.origin.place(),
        option.source,
        new MapNode(option.origin),
        1,
        defaults,
        null,
        Map.of(),
        group(path)
            + "="
            + path.substring(group(path).length() + 1)
            + " is an alias of `"
            + option.meaning
            + "`",
        List.of());
  }

  private static String group(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}
