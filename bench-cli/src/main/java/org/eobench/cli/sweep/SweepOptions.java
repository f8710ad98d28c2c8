package org.eobench.cli.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.command.Flags;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The flags of a sweep that say how to run it, not what. They are not Hydra's.
 *
 * @param jobs jobs at once
 * @param failFast whether no job is started after one has failed
 * @param resume the directory of the sweep to go on with, or null
 */
public record SweepOptions(int jobs, boolean failFast, @Nullable String resume) {
  private static final String JOBS = "jobs";
  private static final String RESUME = "resume";
  private static final String FAIL_FAST = "fail-fast";
  private static final int MOST_JOBS = 256;

  /**
   * Splits the words of a command line.
   *
   * @param options the flags of a sweep
   * @param rest the other words
   * @param given the flags that were given, with dashes
   */
  public record Parsed(SweepOptions options, List<String> rest, List<String> given) {}

  /**
   * Takes the flags out of a command line.
   *
   * @throws BenchException if a value is missing or invalid
   */
  public static Parsed parse(List<String> words) {
    Flags flags = Flags.of(words, List.of(JOBS, RESUME), List.of(FAIL_FAST));
    int jobs = flags.whole(JOBS, 1);
    if (jobs > MOST_JOBS) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--jobs=" + jobs + " is more than one machine can run at once")
              .at("--jobs")
              .expecting(String.format(Locale.ROOT, "1 to %d", MOST_JOBS)));
    }
    List<String> given = new ArrayList<>();
    for (String name : List.of(JOBS, RESUME, FAIL_FAST)) {
      if (flags.has(name)) {
        given.add("--" + name);
      }
    }
    SweepOptions options = new SweepOptions(jobs, flags.has(FAIL_FAST), flags.value(RESUME));
    return new Parsed(options, flags.rest(), given);
  }
}
