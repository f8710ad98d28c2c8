package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eobench.core.error.ExitCode;

/** The end of a sweep in words: a row for each job, the errors, and how to go on. */
final class SweepSummary {
  private SweepSummary() {}

  /** The jobs before the first one starts, with their states where some have begun. */
  static List<String> jobs(List<SweepJob> jobs, boolean goOn) {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "%d jobs, all with valid configurations:", jobs.size()));
    for (SweepJob job : jobs) {
      String state =
          goOn ? String.format(Locale.ROOT, "%-8s  ", JobRun.of(job).state().word()) : "";
      lines.add(String.format(Locale.ROOT, "  %d  %s%s", job.number(), state, job.label()));
    }
    return lines;
  }

  /**
   * The table of the jobs.
   *
   * @param score the score of a job that is done
   */
  static List<String> table(List<JobOutcome> outcomes, Function<SweepJob, String> score) {
    int width = outcomes.stream().mapToInt(o -> o.job().label().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    lines.add(row("job", "state", "time", "overrides", width, "score"));
    for (JobOutcome outcome : outcomes) {
      lines.add(
          row(
              String.valueOf(outcome.job().number()),
              outcome.state().word(),
              outcome.time().isZero() ? "" : Sizes.seconds(outcome.time()),
              outcome.job().label(),
              width,
              outcome.isDone() ? score.apply(outcome.job()) : code(outcome)));
    }
    return lines;
  }

  private static String code(JobOutcome outcome) {
    return outcome.state() == JobOutcome.State.NOT_STARTED ? "" : "exit code " + outcome.exit();
  }

  private static String row(
      String job, String state, String time, String label, int width, String score) {
    String padded = label + " ".repeat(Math.max(0, width - label.length()));
    return String.format(Locale.ROOT, "%3s  %-11s  %9s  %s  %s", job, state, time, padded, score)
        .stripTrailing();
  }

  /** Each failed job with its own error and its log. */
  static List<String> errors(List<JobOutcome> outcomes) {
    List<String> lines = new ArrayList<>();
    for (JobOutcome outcome : outcomes) {
      if (outcome.state() == JobOutcome.State.FAILED) {
        lines.add("");
        lines.add(
            String.format(
                Locale.ROOT,
                "job %d failed with exit code %d: %s",
                outcome.job().number(),
                outcome.exit(),
                outcome.job().label()));
        outcome.error().forEach(line -> lines.add("  " + line));
        lines.add("  its whole output: " + outcome.job().log());
      }
    }
    return lines;
  }

  /** How to go on with a sweep that is not complete; empty if it is. */
  static List<String> next(List<JobOutcome> outcomes, Path directory) {
    long open = outcomes.stream().filter(outcome -> !outcome.isDone()).count();
    if (open == 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%d of %d jobs are not done. To go on with them: java -jar bench.jar -m --resume %s",
            open,
            outcomes.size(),
            directory));
    if (outcomes.stream().anyMatch(SweepSummary::hasWrongArguments)) {
      lines.add(
          "That repeats their arguments. If the error of a job names one, start a new sweep with"
              + " other arguments.");
    }
    return lines;
  }

  private static boolean hasWrongArguments(JobOutcome outcome) {
    return outcome.state() == JobOutcome.State.FAILED
        && (outcome.exit() == ExitCode.CONFIG.code() || outcome.exit() == ExitCode.USAGE.code());
  }
}
