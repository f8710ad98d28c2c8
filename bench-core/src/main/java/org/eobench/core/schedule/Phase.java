package org.eobench.core.schedule;

import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** Lengths of parts of a training, given as a number of steps or as a share of all steps. */
final class Phase {
  /** A number of steps that each key of a schedule permits. */
  private static final int SHORTEST = 2;

  private Phase() {}

  /**
   * The number of steps of a part.
   *
   * @param key the key of the number of steps, for errors
   * @param steps the number, or null for a share
   * @param share the share of all steps
   * @param total number of steps of the training
   * @throws BenchException {@code ScheduleTooLong} if the part is longer than the training
   */
  static int steps(String key, @Nullable Integer steps, double share, int total) {
    if (steps == null) {
      return (int) (share * total);
    }
    if (steps > total) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "ScheduleTooLong",
                  String.format(
                      Locale.ROOT,
                      "lr_scheduler.%s is %d steps, the training has only %d",
                      key,
                      steps,
                      total))
              .at("lr_scheduler." + key + "=" + steps)
              .expecting("at most " + total + " steps")
              .next(
                  String.format(
                      Locale.ROOT,
                      "give `lr_scheduler.%s=%d` or fewer, or train longer:"
                          + " `task.trainer.n_steps=%d`",
                      key,
                      Math.min(total, Math.max(SHORTEST, total / 10)),
                      steps)));
    }
    return steps;
  }

  /** Refuses a number of steps together with a share. */
  static void requireOne(String key, @Nullable Integer steps, String other, double share) {
    if (steps != null && share != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s=%d and %s=%s exclude each other: set %s=0, or %s=null",
              key,
              steps,
              other,
              share,
              other,
              key));
    }
  }

  /**
   * Refuses a minimum above the learning rate.
   *
   * @param next what helps
   * @throws BenchException {@code RisingSchedule}
   */
  static void requireFalling(double minimum, double learningRate, String next) {
    if (minimum > learningRate) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "RisingSchedule",
                  String.format(
                      Locale.ROOT,
                      "the minimum of the schedule, %s, is above the learning rate %s",
                      minimum,
                      learningRate))
              .at("lr_scheduler.min_lr=" + minimum)
              .expecting("at most " + learningRate)
              .next(next));
    }
  }

  /** Linear from {@code from} at 0 to {@code to} at {@code length}. */
  static double linear(double from, double to, double at, double length) {
    return from + (to - from) * (at / length);
  }

  /** Half a cosine from {@code from} at share 0 to {@code to} at share 1. */
  static double cosine(double from, double to, double share) {
    return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
