package org.eobench.cli.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.plugins.PluginJars;
import org.eobench.cli.process.Interruption;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

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
