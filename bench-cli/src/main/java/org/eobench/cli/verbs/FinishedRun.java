package org.eobench.cli.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.run.InheritedOverrides;

/** The configuration of a finished run, for verbs that use its weights and train nothing. */
final class FinishedRun {
  private FinishedRun() {}

  /**
   * Composes it from the run directory.
   *
   * @param directory the run directory
   * @param overrides further arguments of the user
   * @throws org.eobench.core.error.BenchException if an argument is wrong
   */
  static Composition compose(String directory, List<String> overrides, Invocation invocation) {
    List<String> arguments = new ArrayList<>(overrides);
    arguments.add("train=false");
    arguments.add("ckpt_dir='" + directory.replace("\\", "\\\\").replace("'", "\\'") + "'");
    CommandLine line = CommandLine.parse(arguments);
    Configs.requireComposing(line, Set.of());
    return Configs.command(invocation.plugins())
        .inheriting(InheritedOverrides.BEFORE)
        .compose(line);
  }
}
