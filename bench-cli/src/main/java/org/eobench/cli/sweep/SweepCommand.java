package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.config.CommandLine;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.core.metrics.Metric;

/** {@code -m}: plans the jobs of a sweep, checks all their configs, and runs them. */
public final class SweepCommand {
  public static final List<String> PASSED_ON = List.of("config-name", "config-dir", "config-path");

  private final Invocation invocation;
  private final CommandLine line;
  private final boolean failFast;

  /**
   * @param failFast whether the first failing job ends the sweep
   */
  public SweepCommand(Invocation invocation, CommandLine line, boolean failFast) {
    this.invocation = invocation;
    this.line = line;
    this.failFast = failFast;
  }

  /** Runs the jobs, or only lists them with {@code --dry-run}. */
  public ExitCode run(SweepPlan plan) {
    plan.warnings().forEach(warning -> invocation.out().println("warning: " + warning));
    Map<Integer, SweepScore> scores;
    try (Bench bench = invocation.bench()) {
      scores = requireSound(plan, bench);
    }
    Path directory = Path.of(Objects.requireNonNull(plan.directory()));
    List<String> shared = shared(plan);
    List<SweepJob> jobs = new ArrayList<>();
    for (ComposedJob job : plan.jobs()) {
      int number = Objects.requireNonNull(job.number());
      Path own = directory.resolve(Path.of(job.directory()).getFileName());
      List<String> special = new ArrayList<>(job.overrides());
      special.removeAll(shared);
      jobs.add(new SweepJob(number, special, arguments(job, own), own));
    }
    SweepRunner runner =
        new SweepRunner(
            new ProcessLauncher(invocation.out()::println), invocation.out()::println, failFast);
    if (line.has("dry-run")) {
      runner.announce(jobs);
      return ExitCode.OK;
    }
    return runner.run(
        jobs,
        invocation.interruption().watch(),
        job -> Objects.requireNonNull(scores.get(job.number())).text(job.directory()));
  }

  /** The overrides that all of several jobs share, which do not distinguish them. */
  private static List<String> shared(SweepPlan plan) {
    if (plan.jobs().size() < 2) {
      return List.of();
    }
    List<String> shared = new ArrayList<>(plan.jobs().get(0).overrides());
    plan.jobs().forEach(job -> shared.retainAll(job.overrides()));
    return shared;
  }

  /**
   * Reads the config of every job, so that no job fails because of a typo hours later.
   *
   * @return the score of each job, by job number
   */
  private static Map<Integer, SweepScore> requireSound(SweepPlan plan, Bench bench) {
    Problems problems = new Problems();
    Map<Integer, SweepScore> scores = new HashMap<>();
    for (ComposedJob job : plan.jobs()) {
      try {
        PreparedRun run = bench.prepare(job.composition());
        Metric<?> best = run.plan().metrics().best();
        scores.put(Objects.requireNonNull(job.number()), new SweepScore(best));
      } catch (BenchException unsound) {
        unsound.problems().stream()
            .filter(problem -> !problems.list().contains(problem))
            .forEach(problems::add);
      }
    }
    problems.throwIfAny(ExitCode.CONFIG);
    return scores;
  }

  private List<String> arguments(ComposedJob job, Path directory) {
    List<String> arguments = new ArrayList<>();
    arguments.add("run");
    for (String flag : PASSED_ON) {
      String value = line.value(flag);
      if (value != null) {
        arguments.addAll(List.of("--" + flag, value));
      }
    }
    arguments.addAll(job.hydraOverrides());
    arguments.addAll(job.overrides());
    arguments.add("work_dir='" + directory.toString().replace("'", "\\'") + "'");
    return arguments;
  }
}
