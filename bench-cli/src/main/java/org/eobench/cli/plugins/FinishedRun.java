package org.eobench.cli.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eobench.cli.config.CommandLine;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.run.directory.InheritedOverrides;

/** The configuration of a finished run, for verbs that use its weights and train nothing. */
public final class FinishedRun {
  private FinishedRun() {}

  /**
   * Composes it from the run directory.
   *
   * @param directory the run directory
   * @param overrides further arguments of the user
   * @throws org.eobench.core.error.BenchException if an argument is wrong
   */
  public static Composition compose(String directory, List<String> overrides, PluginJars plugins) {
    List<String> arguments = new ArrayList<>(overrides);
    arguments.add("train=false");
    arguments.add("ckpt_dir='" + directory.replace("\\", "\\\\").replace("'", "\\'") + "'");
    CommandLine line = CommandLine.parse(arguments);
    Configs.requireComposing(line, Set.of());
    return Configs.command(plugins).inheriting(InheritedOverrides.BEFORE).compose(line);
  }
}
