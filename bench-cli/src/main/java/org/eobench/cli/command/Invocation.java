package org.eobench.cli.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.process.Interruption;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;

/**
 * What a verb is called with.
 *
 * @param words the arguments after the verb
 * @param plugins jars of the plug-in folder
 * @param out where answers go
 * @param interruption tells of Ctrl-C
 */
public record Invocation(
    List<String> words, PluginJars plugins, PrintStream out, Interruption interruption) {
  public Invocation {
    words = List.copyOf(words);
  }

  /** EO Bench with the plug-ins and configs of the program; what it does is shown as it happens. */
  public Bench bench() {
    return Bench.open(options());
  }

  /** The components of the program, whose plug-ins are loaded for the rest of the process. */
  public Components components() {
    Bench bench = bench();
    Thread.currentThread().setContextClassLoader(bench.classLoader());
    return bench.components();
  }

  /** As {@link #bench()}, with somebody else who follows the runs. */
  public Bench bench(ProgressListener listener) {
    return Bench.open(options().listener(listener));
  }

  private BenchOptions options() {
    return BenchOptions.defaults()
        .configs(Configs.FOLDER)
        .plugins(plugins)
        .listener(ConsoleProgress.ofProcess());
  }

  /**
   * The one word that the verb takes.
   *
   * @param what what the word is, such as {@code a shell}
   * @param choices what it may be, for the message; may be empty
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
                        "%s and nothing else is expected, got: %s",
                        what,
                        String.join(" ", words)))
            .expecting(choices.isEmpty() ? what : "one of " + String.join(", ", choices))
            .next("`java -jar bench.jar help` shows what each verb takes"));
  }
}
