package org.eobench.cli.report;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Verb;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** The run directories and numbers on the command line of a verb. */
final class RunArguments {
  /** The flag of {@link #resamples}. */
  static final String RESAMPLES = "resamples";

  private static final int DRAWS = 5_000;
  private static final int LEAST_DRAWS = 100;
  private static final int MOST_DRAWS = 1_000_000;

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
          Problem.of("Usage", verb.name() + " requires run directories, or folders with runs")
              .expecting("java -jar bench.jar " + verb.name() + " " + verb.arguments())
              .next("`java -jar bench.jar help " + verb.name() + "`"));
    }
    return words.stream().map(Path::of).toList();
  }

  /** The draws of the bootstrap and of the swap test. */
  static int resamples(Flags flags) {
    int draws = flags.whole(RESAMPLES, DRAWS);
    if (draws < LEAST_DRAWS || draws > MOST_DRAWS) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "FlagValue",
                  String.format(Locale.ROOT, "--%s=%d is out of range", RESAMPLES, draws))
              .expecting(
                  String.format(Locale.ROOT, "a number from %d to %d", LEAST_DRAWS, MOST_DRAWS)));
    }
    return draws;
  }

  /** Words that a flag separates by commas; none if it is not given. */
  static List<String> listed(@Nullable String value) {
    return value == null
        ? List.of()
        : Arrays.stream(value.split(",", -1)).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }
}
