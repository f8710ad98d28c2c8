package org.eobench.cli.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eobench.cli.sweep.JobEnd;
import org.eobench.cli.sweep.JobLauncher;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.cli.sweep.machine.ProcessMemory;
import org.eobench.core.error.ExitCode;
import org.eobench.core.train.StopSignal;

/** Runs the open lines of a plan, each in a process, until none is left. */
final class ClaimedLines {
  private final List<PlanLine> lines;
  private final Claims claims;
  private final JobLauncher launcher;
  private final Function<PlanLine, SweepJob> jobs;
  private final Consumer<String> out;
  private final StopSignal stop;

  /**
   * @param jobs makes the job of a line
   */
  ClaimedLines(
      List<PlanLine> lines,
      Claims claims,
      JobLauncher launcher,
      Function<PlanLine, SweepJob> jobs,
      Consumer<String> out,
      StopSignal stop) {
    this.lines = List.copyOf(lines);
    this.claims = claims;
    this.launcher = launcher;
    this.jobs = jobs;
    this.out = out;
    this.stop = stop;
  }

  /** Runs; returns 0 if all lines that it ran are done, 130 if stopped, 1 if one failed. */
  ExitCode run() {
    List<Integer> done = new ArrayList<>();
    List<Integer> failed = new ArrayList<>();
    for (PlanLine line : lines) {
      Optional<Claim> claim = stop.requested() ? Optional.empty() : claims.tryClaim(line.index());
      if (claim.isEmpty()) {
        continue;
      }
      try (Claim held = claim.get()) {
        int exit = run(line, held);
        if (exit == ExitCode.OK.code()) {
          claims.end(line.index(), "done", exit);
          done.add(line.index());
        } else if (stop.requested() || exit == ExitCode.INTERRUPTED.code()) {
          held.release();
        } else {
          claims.end(line.index(), "failed", exit);
          failed.add(line.index());
        }
      }
    }
    summary(done, failed);
    if (stop.requested()) {
      return ExitCode.INTERRUPTED;
    }
    return failed.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private int run(PlanLine line, Claim claim) {
    out.accept(String.format(Locale.ROOT, "line %d: %s", line.index(), line.label()));
    JobEnd end = launcher.run(jobs.apply(line), Map.of(), stop, new Watch(line, claim));
    if (end.exit() != ExitCode.OK.code()) {
      end.error().forEach(text -> out.accept("  " + text));
    }
    out.accept(
        String.format(Locale.ROOT, "line %d: ended with exit code %d", line.index(), end.exit()));
    return end.exit();
  }

  private final class Watch implements JobLauncher.Watch {
    private final PlanLine line;
    private final Claim claim;

    Watch(PlanLine line, Claim claim) {
      this.line = line;
      this.claim = claim;
    }

    @Override
    public void started(long pid, Instant start) {}

    @Override
    public void line(String text) {
      out.accept("[" + line.index() + "] " + text);
    }

    @Override
    public void memory(ProcessMemory memory) {
      claim.touch();
    }
  }

  private void summary(List<Integer> done, List<Integer> failed) {
    int finished = 0;
    List<String> lost = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (PlanLine line : lines) {
      Optional<String> ended = claims.ended(line.index());
      if (ended.isPresent() && ended.get().equals("done")) {
        finished++;
      } else if (ended.isPresent()) {
        lost.add(String.valueOf(line.index()));
      } else {
        claims.holder(line.index()).ifPresent(who -> held.add(line.index() + " by " + who));
      }
    }
    out.accept(
        String.format(
            Locale.ROOT,
            "this process ran %d %s, %d of them failed; of the %d lines of the plan %d are done",
            done.size() + failed.size(),
            done.size() + failed.size() == 1 ? "line" : "lines",
            failed.size(),
            lines.size(),
            finished));
    if (!lost.isEmpty()) {
      out.accept("failed lines: " + String.join(", ", lost) + "; --index K runs line K once more");
    }
    if (!held.isEmpty()) {
      out.accept("claimed lines: " + String.join(", ", held));
    }
  }
}
