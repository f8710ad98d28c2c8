package org.eobench.core.config.compose;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * The values that a file declares for single protocols, below its ordinary ones:
 *
 * <pre>
 * dropout: 0.1
 * _protocol_:
 *   pangaea: {dropout: 0.0}
 * </pre>
 *
 * <p>They are merged right after the ordinary values of the same file where the chosen option of
 * the group {@code protocol} has that name, or is built on the one that has it. Whatever is merged
 * later replaces them as it replaces ordinary values: files built on this one, experiments,
 * arguments.
 */
final class ProtocolValues {
  /** The key of a file that holds them. */
  static final String KEY = "_protocol_";

  private static final String GROUP = "protocol";

  private final List<String> chosen;
  private final List<String> known;
  private final Problems problems;
  private final Set<String> checked = new LinkedHashSet<>();

  private ProtocolValues(List<String> chosen, List<String> known, Problems problems) {
    this.chosen = chosen;
    this.known = known;
    this.problems = problems;
  }

  /**
   * Those of one composition.
   *
   * @param files the files that are merged
   */
  static ProtocolValues of(List<DefaultsNode.Entry> files, SearchPath path, Problems problems) {
    Set<String> chosen = new LinkedHashSet<>();
    for (DefaultsNode.Entry file : files) {
      if (file.config().startsWith(GROUP + "/")) {
        chosen.add(file.config().substring(GROUP.length() + 1));
      }
    }
    return new ProtocolValues(List.copyOf(chosen), path.options(GROUP), problems);
  }

  /** The mappings under {@link #KEY}, by protocol. */
  static Map<String, MapNode> read(@Nullable ConfigNode node, Problems problems) {
    Map<String, MapNode> values = new LinkedHashMap<>();
    if (node instanceof MapNode protocols) {
      for (MapNode.Entry entry : protocols.entries()) {
        if (entry.value() instanceof MapNode below) {
          values.put(entry.name(), below);
        } else {
          problems.add(malformed(entry.value()));
        }
      }
    } else if (node != null) {
      problems.add(malformed(node));
    }
    return values;
  }

  private static Problem malformed(ConfigNode node) {
    return Problem.of("ProtocolFormat", KEY + " holds " + node.describe())
        .at(node.origin().place())
        .expecting(
            "the name of a protocol with a mapping of keys, such as `pangaea: {dropout: 0.0}`");
  }

  /**
   * Merges what a file declares for the chosen protocol.
   *
   * @param whole the tree that the file's ordinary values are in already
   * @param pkg where they are
   */
  void merge(MapNode whole, String pkg, ConfigFile file) {
    if (file.protocols().isEmpty()) {
      return;
    }
    if (checked.add(file.path() + "@" + pkg)) {
      check(whole, pkg, file);
    }
    for (String protocol : chosen) {
      MapNode values = file.protocols().get(protocol);
      if (values != null) {
        new TreeMerge(whole, false, problems).merge(whole, List.of(), Composer.below(pkg, values));
      }
    }
  }

  /**
   * The value of a key of a file under the chosen protocol; null where the file has no such key.
   */
  @Nullable ConfigNode value(ConfigFile file, String key) {
    ConfigNode value = file.tree().select(key);
    for (String protocol : chosen) {
      MapNode values = file.protocols().get(protocol);
      ConfigNode own = values == null ? null : values.select(key);
      value = own == null ? value : own;
    }
    return value;
  }

  /** Refuses protocols and keys that do not exist, those of protocols that are not chosen too. */
  private void check(MapNode whole, String pkg, ConfigFile file) {
    for (Map.Entry<String, MapNode> entry : file.protocols().entrySet()) {
      String protocol = entry.getKey();
      MapNode values = entry.getValue();
      if (!known.contains(protocol)) {
        problems.add(
            Problem.of(
                    "UnknownProtocol",
                    KEY + " names the protocol " + protocol + ", which does not exist")
                .at(values.origin().place())
                .expecting(Suggest.sentence(protocol, known)));
      }
      requireKeys(values, pkg.isEmpty() ? whole : whole.select(pkg), "", protocol);
    }
  }

  private void requireKeys(
      MapNode values, @Nullable ConfigNode ordinary, String path, String protocol) {
    for (MapNode.Entry entry : values.entries()) {
      String key = KeyPath.join(path, entry.name());
      ConfigNode old = ordinary instanceof MapNode map ? map.find(entry.name()) : null;
      if (old == null) {
        List<String> names = ordinary instanceof MapNode map ? map.names() : List.of();
        problems.add(
            Problem.of(
                    "ProtocolKey",
                    String.format(
                        Locale.ROOT,
                        "%s has a value for protocol=%s, and none for the others",
                        key,
                        protocol))
                .at(entry.value().origin().place())
                .expecting(Suggest.sentence(entry.name(), names))
                .next("write " + entry.name() + " with its ordinary value above " + KEY));
      } else if (entry.value() instanceof MapNode below && old instanceof MapNode) {
        requireKeys(below, old, key, protocol);
      }
    }
  }
}
