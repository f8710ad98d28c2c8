package org.eobench.cli.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eobench.core.error.ExitCode;
import org.eobench.core.train.StopSignal;

/** Runs the jobs of a sweep one after another and reports their results at the end. */
final class SweepRunner {
  private final JobLauncher launcher;
  private final Consumer<String> out;
  private final boolean failFast;

  /** The result of a job. */
  enum State {
    DONE,
    FAILED,
    INTERRUPTED,
    NOT_STARTED
  }

  /**
   * One line of the summary.
   *
   * @param score the score of the job, or the log of a failed job
   */
  record Outcome(SweepJob job, State state, Duration time, String score) {}

  /** Reads the score of a successful job. */
  interface Scores {
    String of(SweepJob job);
  }

  /**
   * @param out receives the messages for the user
   * @param failFast whether the first failing job ends the sweep
   */
  SweepRunner(JobLauncher launcher, Consumer<String> out, boolean failFast) {
    this.launcher = launcher;
    this.out = out;
    this.failFast = failFast;
  }

  /** Runs all jobs and returns 0 if all succeeded, 130 if stopped, 1 if any failed. */
  ExitCode run(List<SweepJob> jobs, StopSignal stop, Scores scores) {
    announce(jobs);
    List<Outcome> outcomes = new ArrayList<>();
    boolean goOn = true;
    for (SweepJob job : jobs) {
      if (!goOn || stop.requested()) {
        outcomes.add(new Outcome(job, State.NOT_STARTED, Duration.ZERO, ""));
        continue;
      }
      Outcome outcome = run(job, stop, scores);
      outcomes.add(outcome);
      goOn = outcome.state() == State.DONE || (outcome.state() == State.FAILED && !failFast);
    }
    summary(outcomes);
    return code(outcomes);
  }

  private Outcome run(SweepJob job, StopSignal stop, Scores scores) {
    out.accept(String.format(Locale.ROOT, "job %d: %s", job.number(), job.label()));
    long start = System.nanoTime();
    int exit = launcher.run(job, stop);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    if (exit == 0) {
      return new Outcome(job, State.DONE, time, scores.of(job));
    }
    boolean stopped = stop.requested() || exit == ExitCode.INTERRUPTED.code();
    State state = stopped ? State.INTERRUPTED : State.FAILED;
    return new Outcome(job, state, time, "exit code " + exit + ", see " + job.log());
  }

  /** Lists the jobs before the first one starts. */
  void announce(List<SweepJob> jobs) {
    out.accept(String.format(Locale.ROOT, "%d jobs, all with valid configurations:", jobs.size()));
    jobs.forEach(
        job -> out.accept(String.format(Locale.ROOT, "  %d  %s", job.number(), job.label())));
  }

  private void summary(List<Outcome> outcomes) {
    int width = outcomes.stream().mapToInt(o -> o.job().label().length()).max().orElse(0);
    out.accept("");
    out.accept(row("job", "state", "time", "overrides", width, "score"));
    for (Outcome outcome : outcomes) {
      out.accept(
          row(
              String.valueOf(outcome.job().number()),
              outcome.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              String.format(Locale.ROOT, "%.1f s", outcome.time().toMillis() / 1000.0),
              outcome.job().label(),
              width,
              outcome.score()));
    }
  }

  private static String row(
      String job, String state, String time, String label, int width, String score) {
    String padded = label + " ".repeat(Math.max(0, width - label.length()));
    return String.format(Locale.ROOT, "%3s  %-11s  %9s  %s  %s", job, state, time, padded, score)
        .stripTrailing();
  }

  private static ExitCode code(List<Outcome> outcomes) {
    if (outcomes.stream().anyMatch(outcome -> outcome.state() == State.INTERRUPTED)) {
      return ExitCode.INTERRUPTED;
    }
    boolean allDone = outcomes.stream().allMatch(outcome -> outcome.state() == State.DONE);
    return allDone ? ExitCode.OK : ExitCode.FAILURE;
  }
}
