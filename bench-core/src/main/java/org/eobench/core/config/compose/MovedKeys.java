package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.Problems;

/**
 * Keys that had another place in former versions, such as {@code protocol.fcn_dropout}, which is
 * {@code decoder.dropout} of {@code decoder=seg_fcn} today. Arguments and files that use them go on
 * working, with a warning that names the key of today.
 */
final class MovedKeys {
  private final SearchPath path;
  private final List<DefaultsNode.Entry> files;
  private final MapNode whole;
  private final ProtocolValues protocols;
  private final List<String> warnings;
  private final Problems problems;

  /**
   * @param path has the names of the keys
   * @param files the files of the composition
   * @param whole what they were merged into
   * @param warnings takes a sentence for each former key that is used
   */
  MovedKeys(
      SearchPath path,
      List<DefaultsNode.Entry> files,
      MapNode whole,
      ProtocolValues protocols,
      List<String> warnings,
      Problems problems) {
    this.path = path;
    this.files = files;
    this.whole = whole;
    this.protocols = protocols;
    this.warnings = warnings;
    this.problems = problems;
  }

  /**
   * Moves the values that files give to former keys, and gives former keys their value where an
   * interpolation refers to them.
   */
  void update() {
    List<String> references = UnreadSettings.references(whole);
    if (!hasUnknownSetting() && !refersToMissing(references)) {
      return; // all keys are of today: most compositions never read the aliases
    }
    for (Map.Entry<String, Map<String, String>> key : path.aliases().keys().entrySet()) {
      String former = key.getKey();
      ConfigNode value = whole.select(former);
      boolean read = UnreadSettings.refer(references, former);
      if ((value == null) != read) {
        continue;
      }
      if (value != null) {
        move(former, value);
      } else {
        restore(former, key.getValue());
      }
      references = UnreadSettings.references(whole);
    }
  }

  /** Whether a file sets a key of the group of former keys that the group itself lacks. */
  private boolean hasUnknownSetting() {
    if (!(whole.get(Aliases.GROUP) instanceof MapNode settings)) {
      return false;
    }
    ConfigFile known = path.load(Aliases.GROUP + "/default");
    for (MapNode.Entry entry : settings.entries()) {
      if (known == null || known.tree().select(entry.name()) == null) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text refers to a key of the group of former keys that no file sets. */
  private boolean refersToMissing(List<String> references) {
    String start = "${" + Aliases.GROUP + ".";
    for (String text : references) {
      for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
        int end = text.indexOf('}', at);
        if (end < 0 || whole.select(text.substring(at + 2, end)) == null) {
          return true;
        }
      }
    }
    return false;
  }

  private void move(String former, ConfigNode value) {
    if (whole.select(parent(former)) instanceof MapNode map) {
      map.remove(last(former));
    }
    for (String key : today(former)) {
      put(key, value);
    }
    warn(former, value.origin().place());
  }

  private void restore(String former, Map<String, String> places) {
    places.forEach(
        (config, key) -> {
          ConfigFile file = path.load(config);
          ConfigNode value = file == null ? null : protocols.value(file, key);
          if (value != null && whole.select(former) == null) {
            put(former, value);
          }
        });
    warnings.add(
        String.format(
            Locale.ROOT,
            "${%s} is a key of former versions; give the value itself, and that of a protocol below"
                + " %s, as %s.yaml does",
            former,
            ProtocolValues.KEY,
            String.join(".yaml and ", places.keySet())));
  }

  /** The arguments, each with the key of today; those that no file of the composition reads go. */
  List<ConfigOverride> apply(List<ConfigOverride> given) {
    List<ConfigOverride> all = new ArrayList<>();
    for (ConfigOverride override : given) {
      boolean former =
          override.key().startsWith(Aliases.GROUP + ".")
              && override.type() != ConfigOverride.Type.DEL
              && whole.select(override.key()) == null
              && path.aliases().keys().containsKey(override.key());
      if (!former) {
        all.add(override);
        continue;
      }
      // First, since arguments for the key of today always went before those for the protocol.
      today(override.key()).forEach(key -> all.add(0, override.withKey(key)));
      warn(override.key(), override.origin().place());
    }
    return all;
  }

  /** The keys of today in the files of the composition, none where it has no such file. */
  private Set<String> today(String former) {
    Set<String> keys = new LinkedHashSet<>();
    Map<String, String> places = path.aliases().keys().getOrDefault(former, Map.of());
    for (DefaultsNode.Entry file : files) {
      String key = places.get(file.config());
      if (key != null) {
        keys.add(KeyPath.join(file.pkg(), key));
      }
    }
    return keys;
  }

  private void put(String key, ConfigNode value) {
    MapNode leaf = new MapNode(value.origin());
    leaf.put(last(key), value);
    MapNode tree = Composer.below(parent(key), leaf);
    new TreeMerge(whole, false, problems).merge(whole, List.of(), tree);
  }

  private void warn(String former, String place) {
    Set<String> keys = today(former);
    String today =
        keys.isEmpty()
            ? "has no effect here; today it is a key of "
                + String.join(
                    " and ", path.aliases().keys().getOrDefault(former, Map.of()).keySet())
            : "is " + String.join(" and ", keys) + " today";
    warnings.add(former + " " + today + " (" + place + ")");
  }

  private static String parent(String key) {
    int dot = key.lastIndexOf('.');
    return dot < 0 ? "" : key.substring(0, dot);
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
