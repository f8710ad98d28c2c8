package org.eobench.core.config.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.config.tree.YamlWriter;

/**
 * The configuration files of a run directory: the values as written, the arguments, the hydra node,
 * and the origin of each value.
 */
final class Snapshot {
  private Snapshot() {}

  /**
   * Returns file names and contents for the folder {@code hydra.output_subdir}; empty if that is
   * null.
   */
  static Map<String, String> files(Composition composition) {
    Map<String, String> files = new LinkedHashMap<>();
    String folder = composition.hydraText("output_subdir");
    if (folder == null) {
      return files;
    }
    MapNode hydra = new MapNode(composition.hydra().origin());
    hydra.put("hydra", composition.hydra());
    files.put(folder + "/config.yaml", YamlWriter.write(composition.job()));
    files.put(folder + "/hydra.yaml", YamlWriter.write(hydra));
    files.put(folder + "/overrides.yaml", list(composition.jobOverrides()));
    files.put(folder + "/origins.yaml", YamlWriter.write(origins(composition.job())));
    return files;
  }

  private static String list(List<String> texts) {
    Origin origin = Origin.builtIn("overrides");
    ListNode list = new ListNode(origin);
    texts.forEach(text -> list.add(new ScalarNode(text, origin)));
    return YamlWriter.write(list);
  }

  /** Maps dotted keys to their origins. */
  private static MapNode origins(MapNode tree) {
    MapNode places = new MapNode(tree.origin());
    collect(tree, "", places);
    return places;
  }

  private static void collect(MapNode map, String path, MapNode places) {
    for (MapNode.Entry entry : map.entries()) {
      String key = KeyPath.join(path, entry.name());
      if (entry.value() instanceof MapNode below && !below.isEmpty()) {
        collect(below, key, places);
      } else {
        Origin origin = entry.value().origin();
        places.put(key, new ScalarNode(origin.place(), origin));
      }
    }
  }
}
