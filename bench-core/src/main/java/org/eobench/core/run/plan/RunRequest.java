package org.eobench.core.run.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.provenance.PluginFile;

/**
 * A run as it is asked for.
 *
 * @param config the whole configuration with every interpolation resolved
 * @param choices the option taken of each config group, by group
 * @param overrides the arguments as given
 * @param snapshot writes config, overrides and origins into the {@code .hydra} folder it is given
 * @param optionsFor the options of a config group that stand for one of these registry keys
 * @param plugins the jars that are part of the program
 * @param encoders whole configurations with each encoder that one can choose, by its name; made
 *     when they are asked for, which takes a second
 */
public record RunRequest(
    ConfigNode config,
    Map<String, String> choices,
    List<String> overrides,
    Consumer<Path> snapshot,
    BiFunction<String, Set<String>, List<String>> optionsFor,
    List<PluginFile> plugins,
    Supplier<Map<String, ConfigNode>> encoders) {
  public RunRequest {
    choices = Map.copyOf(choices);
    overrides = List.copyOf(overrides);
    plugins = List.copyOf(plugins);
  }

  /** A run whose configuration was not composed of groups. */
  public RunRequest(
      ConfigNode config,
      Map<String, String> choices,
      List<String> overrides,
      Consumer<Path> snapshot) {
    this(config, choices, overrides, snapshot, (group, targets) -> List.of(), List.of(), Map::of);
  }

  /** The same run of a program that has these plug-ins. */
  public RunRequest with(List<PluginFile> jars) {
    return new RunRequest(config, choices, overrides, snapshot, optionsFor, jars, encoders);
  }
}
