package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the {@code hydra} values that are known only after composition and checks their types.
 */
final class HydraNode {
  private static final Origin ORIGIN = Origin.builtIn("hydra");
  private static final List<String> MODES = List.of("RUN", "MULTIRUN");

  private HydraNode() {}

  static void complete(
      MapNode whole,
      String configName,
      List<ConfigOverride> overrides,
      Map<String, @Nullable String> choices,
      Problems problems) {
    if (!(whole.get("hydra") instanceof MapNode hydra)) {
      return;
    }
    check(hydra, problems);
    MapNode lists = child(hydra, "overrides");
    for (String kind : List.of("hydra", "task")) {
      ListNode list = new ListNode(ORIGIN);
      for (ConfigOverride override : overrides) {
        if (override.isHydra() == kind.equals("hydra")) {
          list.add(new ScalarNode(override.line(), override.origin()));
        }
      }
      lists.put(kind, list);
    }
    MapNode chosen = new MapNode(ORIGIN);
    for (Map.Entry<String, String> choice : choices.entrySet()) {
      chosen.put(choice.getKey(), new ScalarNode(choice.getValue(), ORIGIN));
    }
    child(hydra, "runtime").put("choices", chosen);
    MapNode job = child(hydra, "job");
    job.put("config_name", new ScalarNode(configName, ORIGIN));
    job.put("override_dirname", new ScalarNode(dirname(hydra, overrides), ORIGIN));
  }

  private static MapNode child(MapNode parent, String key) {
    if (parent.get(key) instanceof MapNode map) {
      return map;
    }
    MapNode fresh = new MapNode(ORIGIN);
    parent.put(key, fresh);
    return fresh;
  }

  private static String dirname(MapNode hydra, List<ConfigOverride> overrides) {
    String kv = text(hydra, "job.config.override_dirname.kv_sep", "=");
    String separator = text(hydra, "job.config.override_dirname.item_sep", ",");
    ConfigNode excluded = hydra.select("job.config.override_dirname.exclude_keys");
    List<String> keys = new ArrayList<>();
    if (excluded instanceof ListNode list) {
      for (ConfigNode item : list.items()) {
        keys.add(PythonText.show(item));
      }
    }
    List<String> lines = new ArrayList<>();
    for (ConfigOverride override : overrides) {
      if (!override.isHydra() && !keys.contains(override.key())) {
        lines.add(override.line());
      }
    }
    lines.sort(null);
    return String.join(separator, lines).replace("=", kv);
  }

  private static String text(MapNode hydra, String path, String otherwise) {
    String text = hydra.selectText(path);
    return text == null ? otherwise : text;
  }

  private static void check(MapNode hydra, Problems problems) {
    if (hydra.select("job.num") instanceof ScalarNode num
        && !num.isMissing()
        && num.value() != null
        && !(num.value() instanceof Long)) {
      refuse(num, "hydra.job.num", "an integer", problems);
    }
    if (hydra.select("mode") instanceof ScalarNode mode
        && mode.value() != null
        && !MODES.contains(PythonText.of(mode.value()).toUpperCase(Locale.ROOT))) {
      refuse(mode, "hydra.mode", "RUN or MULTIRUN", problems);
    }
    if (hydra.select("job.env_set") instanceof MapNode variables) {
      for (MapNode.Entry entry : variables.entries()) {
        if (entry.value() instanceof ScalarNode scalar && scalar.value() != null) {
          variables.put(
              entry.key(), new ScalarNode(PythonText.of(scalar.value()), scalar.origin()));
        }
      }
    }
  }

  private static void refuse(ScalarNode node, String key, String expected, Problems problems) {
    problems.add(
        Problem.of("MergeError", key + "=" + PythonText.of(node.value()) + " is not valid")
            .at(node.origin().place())
            .expecting(expected));
  }
}
