package org.eobench.cli.plan;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.command.Flags;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How {@code run-plan --claim} takes lines.
 *
 * @param staleAfter the time without a sign of life after which a holder is taken for dead
 * @param attempts how often a line is begun, at most
 * @param pause time between two looks at the lines that others hold, until every line has ended;
 *     null to end when no line is open
 */
record ClaimOptions(Duration staleAfter, int attempts, @Nullable Duration pause) {
  static final String STALE_AFTER = "stale-after";
  static final String ATTEMPTS = "attempts";
  static final String WAIT = "wait";

  static final ClaimOptions DEFAULTS = new ClaimOptions(Duration.ofMinutes(15), 3, null);

  private static final int LEAST_MINUTES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /**
   * From the flags of the command.
   *
   * @throws BenchException {@code FlagValue} for a time in which a living holder may seem dead
   */
  static ClaimOptions of(Flags flags) {
    int minutes = flags.whole(STALE_AFTER, (int) DEFAULTS.staleAfter().toMinutes());
    if (minutes < LEAST_MINUTES) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "FlagValue", "--stale-after=" + minutes + " may take living processes for dead")
              .at("--stale-after")
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "at least %d minutes: they show up twice a minute",
                      LEAST_MINUTES)));
    }
    return new ClaimOptions(
        Duration.ofMinutes(minutes),
        flags.whole(ATTEMPTS, DEFAULTS.attempts()),
        flags.has(WAIT) ? PAUSE : null);
  }

  /**
   * Refuses these flags without {@code --claim}.
   *
   * @throws BenchException {@code FlagAlone}
   */
  static void requireNone(Flags flags) {
    for (String name : List.of(STALE_AFTER, ATTEMPTS, WAIT)) {
      if (flags.has(name)) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("FlagAlone", "--" + name + " has no effect without --claim")
                .next("add `--claim`, or remove --" + name));
      }
    }
  }
}
