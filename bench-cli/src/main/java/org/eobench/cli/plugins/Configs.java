package org.eobench.cli.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eobench.bench.ConfigSources;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.plugin.PluginJars;
import org.jspecify.annotations.Nullable;

/** Where the program searches for configs, and the flags that its verbs support. */
public final class Configs {
  /** The folder that is searched before the plug-ins and the program's jar. */
  public static final Path FOLDER = Path.of("configs");

  private static final String MAIN = "train";

  /** The main configuration of {@code pretrain}. */
  private static final String PRETRAIN = "pretrain";

  /** The flags that affect the composition of a config. */
  private static final Set<String> COMPOSING =
      Set.of("config-name", "config-dir", "config-path", "run");

  private Configs() {}

  /** Config commands that search {@code ./configs}, then the plug-ins, then the program's jar. */
  public static ConfigCommand command(PluginJars plugins) {
    return command(plugins, "java -jar bench.jar", MAIN);
  }

  /** As above, for {@code pretrain}. */
  public static ConfigCommand pretraining(PluginJars plugins) {
    return command(plugins, "java -jar bench.jar pretrain", PRETRAIN);
  }

  private static ConfigCommand command(PluginJars plugins, String program, String main) {
    return new ConfigCommand(
        program,
        main,
        ConfigSources.of(List.of(FOLDER), plugins),
        new Function<String, @Nullable String>() {
          @Override
          public @Nullable String apply(String variable) {
            return System.getenv(variable);
          }
        });
  }

  /**
   * Refuses flags that only {@code run} supports and another verb would ignore.
   *
   * @param obeyed flags that the verb supports in addition to those of composition
   */
  public static void requireComposing(CommandLine line, Set<String> obeyed) {
    Problems problems = new Problems();
    for (String flag : line.flags().keySet()) {
      if (!COMPOSING.contains(flag) && !obeyed.contains(flag)) {
        problems.add(
            Problem.of("FlagOfRun", "--" + flag + " has no effect here: it is a flag of run")
                .at("--" + flag)
                .expecting("overrides, --config-name, --config-dir or --config-path")
                .next("remove --" + flag + ", or the verb"));
      }
    }
    problems.throwIfAny(ExitCode.USAGE);
  }
}
