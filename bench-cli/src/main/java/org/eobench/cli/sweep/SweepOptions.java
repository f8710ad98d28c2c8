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
 * @param plan the file that the jobs are written to instead of being run, or null
 * @param costs where the plan's costs are estimated from, or null for nowhere
 * @param replacesPlan whether an existing file is replaced
 */
public record SweepOptions(
    int jobs,
    boolean failFast,
    @Nullable String resume,
    @Nullable String plan,
    @Nullable String costs,
    boolean replacesPlan) {
  private static final String JOBS = "jobs";
  private static final String RESUME = "resume";
  private static final String PLAN = "plan";
  private static final String COSTS = "costs";
  private static final String FAIL_FAST = "fail-fast";
  private static final String FORCE = "force";
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
    Flags flags = Flags.of(words, List.of(JOBS, RESUME, PLAN, COSTS), List.of(FAIL_FAST, FORCE));
    int jobs = flags.whole(JOBS, 1);
    if (jobs > MOST_JOBS) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--jobs=" + jobs + " is more than one machine can run at once")
              .at("--jobs")
              .expecting(String.format(Locale.ROOT, "1 to %d", MOST_JOBS)));
    }
    List<String> given = new ArrayList<>();
    for (String name : List.of(JOBS, RESUME, PLAN, COSTS, FAIL_FAST, FORCE)) {
      if (flags.has(name)) {
        given.add("--" + name);
      }
    }
    requireCompany(given);
    SweepOptions options =
        new SweepOptions(
            jobs,
            flags.has(FAIL_FAST),
            flags.value(RESUME),
            flags.value(PLAN),
            flags.value(COSTS),
            flags.has(FORCE));
    return new Parsed(options, flags.rest(), given);
  }

  /** Refuses flags that would have no effect on each other's account. */
  private static void requireCompany(List<String> given) {
    String plan = "--" + PLAN;
    boolean plans = given.contains(plan);
    for (String flag : given) {
      boolean ofPlan = List.of(plan, "--" + COSTS, "--" + FORCE).contains(flag);
      if (plans && !ofPlan) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("FlagAlone", flag + " has no effect with --plan, which runs nothing")
                .at(flag)
                .next("remove one of both"));
      }
      if (!plans && ofPlan) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("FlagAlone", flag + " has no effect without --plan FILE")
                .at(flag)
                .next("remove it"));
      }
    }
  }
}
