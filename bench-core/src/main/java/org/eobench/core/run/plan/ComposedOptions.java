package org.eobench.core.run.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.BenchException;

/** The options of the config groups that a configuration was composed of. */
final class ComposedOptions implements ConfigOptions {
  private static final String ENCODER = "encoder";

  /** Encoders that take whatever bands the data has get those of this data set. */
  private static final String DATASET = "dataset=quickstart";

  private final Composition composition;

  ComposedOptions(Composition composition) {
    this.composition = composition;
  }

  @Override
  public List<String> of(String group, Set<String> keys) {
    return composition.optionsFor(group, keys);
  }

  @Override
  public Map<String, ConfigNode> encoders() {
    Map<String, ConfigNode> all = new LinkedHashMap<>();
    for (String option : composition.options(ENCODER)) {
      List<String> overrides = List.of(ENCODER + "=" + option, DATASET, "~decoder");
      try {
        all.put(option, composition.with(overrides).resolve());
      } catch (BenchException open) {
        // Its name alone does not make it one that a file could be compared with.
      }
    }
    return all;
  }
}
