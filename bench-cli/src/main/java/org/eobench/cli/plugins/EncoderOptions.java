package org.eobench.cli.plugins;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.BenchException;

/** The configurations of all encoders that one can choose. */
final class EncoderOptions {
  private static final String GROUP = "encoder";

  /** Encoders that take whatever bands the data has get those of this data set. */
  private static final String DATASET = "dataset=quickstart";

  private EncoderOptions() {}

  /** Resolved configurations by the encoder's name, without those that leave keys open. */
  static Map<String, ConfigNode> configs(ConfigCommand configs) {
    Map<String, ConfigNode> all = new LinkedHashMap<>();
    List<String> options =
        configs.groups(CommandLine.parse(List.of())).getOrDefault(GROUP, List.of());
    for (String option : options) {
      try {
        CommandLine line = CommandLine.parse(List.of(GROUP + "=" + option, DATASET, "~decoder"));
        all.put(option, configs.compose(line).resolve());
      } catch (BenchException open) {
        // Its name alone does not make it one that a file could be compared with.
        continue;
      }
    }
    return all;
  }
}
