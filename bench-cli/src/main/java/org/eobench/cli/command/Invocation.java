package org.eobench.cli.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.process.Interruption;
import org.eobench.cli.process.WorkerProcesses;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;

/**
 * The environment of a verb's call.
 *
 * @param words the arguments after the verb
 * @param plugins jars from the plug-in folder
 * @param out output for answers
 * @param interruption reports Ctrl-C
 */
public record Invocation(
    List<String> words, PluginJars plugins, PrintStream out, Interruption interruption) {
  public Invocation {
    words = List.copyOf(words);
  }

  /** EO Bench with the program's plug-ins and configs, which displays its progress. */
  public Bench bench() {
    return Bench.open(options());
  }

  /** The program's components; the plug-ins stay loaded until the process exits. */
  public Components components() {
    Bench bench = bench();
    Thread.currentThread().setContextClassLoader(bench.classLoader());
    return bench.components();
  }

  /** Like {@link #bench()}, with another listener for the runs. */
  public Bench bench(ProgressListener listener) {
    return Bench.open(options().listener(listener));
  }

  private BenchOptions options() {
    return BenchOptions.defaults()
        .configs(Configs.FOLDER)
        .plugins(plugins)
        .launcher(new WorkerProcesses())
        .listener(ConsoleProgress.ofProcess());
  }

  /**
   * Returns the single word that the verb requires.
   *
   * @param what description of the word, such as {@code a shell}
   * @param choices allowed values for the message; may be empty
   */
  public String onlyWord(String what, List<String> choices) {
    if (words.size() == 1) {
      return words.get(0);
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of(
                "Usage",
                words.isEmpty()
                    ? what + " is missing"
                    : String.format(
                        Locale.ROOT,
                        "expected only %s, but got: %s",
                        what,
                        String.join(" ", words)))
            .expecting(choices.isEmpty() ? what : "one of " + String.join(", ", choices))
            .next("`java -jar bench.jar help` shows the arguments of each verb"));
  }
}
