package org.eobench.cli.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eobench.cli.sweep.JobEnd;
import org.eobench.cli.sweep.JobLauncher;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.cli.sweep.machine.ProcessMemory;
import org.eobench.core.error.ExitCode;
import org.eobench.core.train.StopSignal;

/**
 * Runs the open lines of a plan, each in a process, until none is left. A run that was killed or
 * failed for a reason that may pass is begun again, here or by another process, a limited number of
 * times.
 */
final class ClaimedLines {
  private static final int MILLIS_BETWEEN_LOOKS = 200;
  private static final int SIGNALS = 128; // exit codes above it: the process was killed

  private final List<PlanLine> lines;
  private final Claims claims;
  private final ClaimOptions options;
  private final JobLauncher launcher;
  private final Function<PlanLine, SweepJob> jobs;
  private final Consumer<String> out;
  private final StopSignal stop;
  private int begun;
  private boolean waited;
  private final Set<Integer> failed = new TreeSet<>();

  /**
   * @param jobs makes the job of a line
   */
  ClaimedLines(
      List<PlanLine> lines,
      Claims claims,
      ClaimOptions options,
      JobLauncher launcher,
      Function<PlanLine, SweepJob> jobs,
      Consumer<String> out,
      StopSignal stop) {
    this.lines = List.copyOf(lines);
    this.claims = claims;
    this.options = options;
    this.launcher = launcher;
    this.jobs = jobs;
    this.out = out;
    this.stop = stop;
  }

  /** Runs; returns 0 if all lines that it ran are done, 130 if stopped, 1 if one failed. */
  ExitCode run() {
    boolean more = true;
    while (more && !stop.requested()) {
      more = pass() || (options.pause() != null && awaitOthers(options.pause()));
    }
    new PlanSummary(lines, claims).print(begun, failed.size(), out);
    if (stop.requested()) {
      return ExitCode.INTERRUPTED;
    }
    return failed.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** Takes each line once, if it is open; whether one was. */
  private boolean pass() {
    int before = begun;
    for (PlanLine line : lines) {
      Optional<Claim> claim = stop.requested() ? Optional.empty() : claims.tryClaim(line.index());
      if (claim.isPresent()) {
        try (Claim held = claim.get()) {
          take(line, held);
        }
      }
    }
    return begun > before;
  }

  /** Waits a moment if other processes hold lines; false if every line has ended. */
  private boolean awaitOthers(Duration pause) {
    long open = lines.stream().filter(line -> claims.ended(line.index()).isEmpty()).count();
    if (open == 0) {
      return false;
    }
    if (!waited) {
      out.accept(
          String.format(
              Locale.ROOT, "waiting for %d %s of others", open, open == 1 ? "line" : "lines"));
      waited = true;
    }
    try {
      Instant end = Instant.now().plus(pause);
      while (Instant.now().isBefore(end) && !stop.requested()) {
        Thread.sleep(Math.min(MILLIS_BETWEEN_LOOKS, pause.toMillis()));
      }
      return true;
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void take(PlanLine line, Claim claim) {
    if (claim.attempt() > options.attempts()) {
      claims.end(line.index(), "failed", ExitCode.FAILURE.code());
      failed.add(line.index());
      out.accept(
          String.format(
              Locale.ROOT,
              "line %d: given up; its process died in each of %d attempts",
              line.index(),
              options.attempts()));
      return;
    }
    begun++;
    int exit = run(line, claim);
    if (exit == ExitCode.OK.code()) {
      claims.end(line.index(), "done", exit);
    } else if (claim.isLost()) {
      out.accept(
          String.format(
              Locale.ROOT,
              "line %d: another process has taken it over, as this one gave no sign of life",
              line.index()));
    } else if (stop.requested()) {
      claim.release();
    } else if (mayPass(exit) && claim.attempt() < options.attempts()) {
      claim.fail(exit);
      out.accept(
          String.format(
              Locale.ROOT,
              "line %d: to be begun again, after attempt %d of %d",
              line.index(),
              claim.attempt(),
              options.attempts()));
    } else {
      claims.end(line.index(), "failed", exit);
      failed.add(line.index());
    }
  }

  /** Whether the reason of a failure may pass; one of the arguments, data or weights does not. */
  private static boolean mayPass(int exit) {
    return exit == ExitCode.FAILURE.code() || exit > SIGNALS;
  }

  private int run(PlanLine line, Claim claim) {
    out.accept(String.format(Locale.ROOT, "line %d: %s", line.index(), line.label()));
    StopSignal part = stop.part();
    claim.whenLost(part::request);
    JobEnd end = launcher.run(jobs.apply(line), Map.of(), part, new Watch(line));
    if (end.exit() != ExitCode.OK.code()) {
      end.error().forEach(text -> out.accept("  " + text));
    }
    out.accept(
        String.format(Locale.ROOT, "line %d: ended with exit code %d", line.index(), end.exit()));
    return end.exit();
  }

  private final class Watch implements JobLauncher.Watch {
    private final PlanLine line;

    Watch(PlanLine line) {
      this.line = line;
    }

    @Override
    public void started(long pid, Instant start) {}

    @Override
    public void line(String text) {
      out.accept("[" + line.index() + "] " + text);
    }

    @Override
    public void memory(ProcessMemory memory) {}
  }
}
