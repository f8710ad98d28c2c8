package org.eobench.core.run.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.compose.UnreadSettings;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.provenance.PluginFile;

/**
 * A run as it is asked for.
 *
 * @param config the whole configuration with every interpolation resolved
 * @param choices the option taken of each config group, by group
 * @param overrides the arguments as given
 * @param snapshot what the run directory keeps of the configuration, contents by file name
 * @param options what else could have been chosen
 * @param plugins the plug-in jars of the program
 */
public record RunRequest(
    ConfigNode config,
    Map<String, String> choices,
    List<String> overrides,
    Map<String, String> snapshot,
    ConfigOptions options,
    List<PluginFile> plugins) {
  public RunRequest {
    choices = Map.copyOf(choices);
    overrides = List.copyOf(overrides);
    snapshot = Map.copyOf(snapshot);
    plugins = List.copyOf(plugins);
  }

  /** A run whose configuration was not composed of groups. */
  public RunRequest(ConfigNode config, Map<String, String> choices, List<String> overrides) {
    this(config, choices, overrides, Map.of(), ConfigOptions.NONE, List.of());
  }

  /**
   * The run of a composed configuration.
   *
   * @param plugins the plug-in jars of the program
   * @throws org.eobench.core.error.BenchException naming every value that is still to be given and
   *     every interpolation that leads nowhere
   */
  public static RunRequest of(Composition composition, List<PluginFile> plugins) {
    Problems problems = new Problems();
    for (String key : composition.missing()) {
      problems.add(
          Problem.of("MissingValue", "the config leaves " + key + " open")
              .at(placeOf(composition, key))
              .expecting("a value")
              .next("add `" + key + "=VALUE`"));
    }
    UnreadSettings.refuse(composition, "protocol", problems);
    ConfigNode config = composition.resolve(problems);
    problems.throwIfAny(ExitCode.CONFIG);
    Map<String, String> choices = new TreeMap<>();
    composition
        .choices()
        .forEach(
            (group, option) -> {
              if (option != null) {
                choices.put(group, option);
              }
            });
    return new RunRequest(
        config,
        choices,
        composition.jobOverrides(),
        composition.snapshot(),
        new ComposedOptions(composition),
        plugins);
  }

  private static String placeOf(Composition composition, String key) {
    ConfigNode open = composition.job().select(key);
    return open == null ? "" : open.origin().place();
  }
}
