package org.eobench.cli.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Verb;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** The run directories and numbers on the command line of a verb. */
final class RunArguments {
  private RunArguments() {}

  /**
   * The words that are paths.
   *
   * @throws BenchException if there is no path, or a word is an unknown flag
   */
  static List<Path> folders(Verb verb, Flags flags) {
    List<String> words = flags.words(verb);
    if (words.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", verb.name() + " requires run directories")
              .expecting(verb.name() + " " + verb.arguments())
              .next("`java -jar bench.jar help " + verb.name() + "`"));
    }
    return words.stream().map(Path::of).toList();
  }

  /** A whole number within bounds. */
  static int between(Flags flags, String name, int otherwise, int least, int most) {
    int value = flags.whole(name, otherwise);
    if (value < least || value > most) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "FlagValue", String.format(Locale.ROOT, "--%s=%d is out of range", name, value))
              .expecting(String.format(Locale.ROOT, "a number from %d to %d", least, most)));
    }
    return value;
  }
}
