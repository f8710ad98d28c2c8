package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;

/**
 * Refuses keys without effect in a group whose keys are read only through interpolations such as
 * {@code ${protocol.absent_class}}: keys that the group's default option lacks and to which nothing
 * refers.
 */
public final class UnreadSettings {
  private static final String NAME = "name";

  private UnreadSettings() {}

  /**
   * Adds a problem for each such key.
   *
   * @param group the group and its key at the top level, such as {@code protocol}
   */
  public static void refuse(Composition composition, String group, Problems problems) {
    if (!(composition.job().get(group) instanceof MapNode settings)) {
      return;
    }
    TreeSet<String> known = new TreeSet<>(List.of(NAME));
    ConfigFile shipped = composition.searchPath().load(group + "/default");
    if (shipped != null && shipped.tree() instanceof MapNode map) {
      known.addAll(map.names());
    }
    List<String> references = references(composition.job());
    for (MapNode.Entry entry : settings.entries()) {
      String key = group + "." + entry.name();
      if (!known.contains(entry.name()) && !refer(references, key)) {
        problems.add(
            Problem.of("UnknownKey", key + " is a key without effect: nothing reads it")
                .at(entry.value().origin().place())
                .expecting(Suggest.sentence(entry.name(), known))
                .next("remove it, or refer to it from another key as ${" + key + "}"));
      }
    }
  }

  /** The texts of the tree with an interpolation. */
  static List<String> references(ConfigNode tree) {
    List<String> found = new ArrayList<>();
    collect(tree, found);
    return found;
  }

  private static void collect(ConfigNode node, List<String> found) {
    if (node instanceof ScalarNode scalar) {
      if (scalar.value() instanceof String text && text.contains("${")) {
        found.add(text);
      }
    } else if (node instanceof ListNode list) {
      for (ConfigNode item : list.items()) {
        collect(item, found);
      }
    } else if (node instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        collect(entry.value(), found);
      }
    }
  }

  /** Whether one of the texts contains {@code ${key}}. */
  static boolean refer(List<String> references, String key) {
    String reference = "${" + key + "}";
    for (String text : references) {
      if (text.contains(reference)) {
        return true;
      }
    }
    return false;
  }
}
