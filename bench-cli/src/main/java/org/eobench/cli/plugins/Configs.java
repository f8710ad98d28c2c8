package org.eobench.cli.plugins;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.compose.ConfigSource;
import org.eobench.core.config.compose.DirectorySource;
import org.eobench.core.config.compose.JarSource;
import org.eobench.core.config.compose.Snapshot;
import org.eobench.core.config.compose.UnreadSettings;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.run.plan.RunRequest;

/** Where configs are looked for, and how a composed config becomes a run. */
public final class Configs {
  private static final String FOLDER = "configs";
  private static final String MAIN = "train";

  /** The flags that say what a config is composed of. */
  private static final Set<String> COMPOSING =
      Set.of("config-name", "config-dir", "config-path", "run");

  private Configs() {}

  /** The questions and answers about configs: {@code ./configs}, then plug-ins, then our jar. */
  public static ConfigCommand command(PluginJars plugins) {
    List<ConfigSource> sources = new ArrayList<>();
    sources.add(new DirectorySource(Path.of(FOLDER)));
    plugins.jars().forEach(jar -> sources.add(new JarSource(jar, FOLDER)));
    sources.add(ConfigSource.ofClass(Configs.class, FOLDER));
    return new ConfigCommand("java -jar bench.jar", MAIN, sources, System::getenv);
  }

  /** The one run that a command line asks for. */
  public static RunRequest request(PluginJars plugins, CommandLine line) {
    requireComposing(line, Set.of());
    ConfigCommand configs = command(plugins);
    return request(configs, configs.compose(line));
  }

  /**
   * Refuses flags that only make sense to {@code run}, which a verb would otherwise ignore.
   *
   * @param obeyed flags that the verb obeys beyond those of composing
   */
  public static void requireComposing(CommandLine line, Set<String> obeyed) {
    Problems problems = new Problems();
    for (String flag : line.flags().keySet()) {
      if (!COMPOSING.contains(flag) && !obeyed.contains(flag)) {
        problems.add(
            Problem.of("FlagOfRun", "--" + flag + " has no effect here: it is a flag of run")
                .at("--" + flag)
                .expecting("overrides, --config-name, --config-dir or --config-path")
                .next("leave --" + flag + " out, or the verb"));
      }
    }
    problems.throwIfAny(ExitCode.USAGE);
  }

  /**
   * A run of a composed config.
   *
   * @throws org.eobench.core.error.BenchException naming every value that is still to be given and
   *     every interpolation that leads nowhere
   */
  public static RunRequest request(ConfigCommand configs, Composition composition) {
    Problems problems = new Problems();
    for (String key : composition.missing()) {
      problems.add(
          Problem.of("MissingValue", "the config leaves " + key + " open")
              .at(placeOf(composition, key))
              .expecting("a value")
              .next("add `" + key + "=VALUE`"));
    }
    UnreadSettings.refuse(composition, "protocol", problems);
    var config = composition.resolve(problems);
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
        folder -> keep(composition, folder),
        composition::optionsFor,
        List.of(),
        () -> EncoderOptions.configs(configs));
  }

  private static String placeOf(Composition composition, String key) {
    ConfigNode open = composition.job().select(key);
    return open == null ? "" : open.origin().place();
  }

  /** Writes what the config was made of beside the run's other files. */
  private static void keep(Composition composition, Path hydraFolder) {
    Snapshot.files(composition)
        .forEach((name, text) -> AtomicFile.writeString(hydraFolder.resolveSibling(name), text));
  }
}
