package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.cost.Workload;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.eobench.core.metrics.Metric;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;

/**
 * The jobs of a sweep, each with a configuration that was read, so that no job fails because of a
 * typo hours later.
 *
 * @param directory directory of the sweep
 * @param jobs the jobs, in Hydra's order
 * @param metrics the metric that selects the best checkpoint of each job, by its number
 * @param workloads what the time of each job depends on, by its number
 */
public record SweepJobs(
    Path directory,
    List<SweepJob> jobs,
    Map<Integer, Metric<?>> metrics,
    Map<Integer, Workload> workloads) {
  /** Flags that the processes of the jobs need as well. */
  public static final List<String> PASSED_ON = List.of("config-name", "config-dir", "config-path");

  public SweepJobs {
    jobs = List.copyOf(jobs);
    metrics = Map.copyOf(metrics);
    workloads = Map.copyOf(workloads);
  }

  /**
   * Reads the configuration of every job.
   *
   * @throws BenchException with the problems of all jobs, without repeats
   */
  public static SweepJobs of(SweepPlan plan, CommandLine line, Bench bench) {
    Path directory = Path.of(Objects.requireNonNull(plan.directory()));
    List<String> shared = shared(plan);
    List<SweepJob> jobs = new ArrayList<>();
    Map<Integer, Metric<?>> metrics = new HashMap<>();
    Map<Integer, Workload> workloads = new HashMap<>();
    Problems problems = new Problems();
    for (ComposedJob job : plan.jobs()) {
      int number = Objects.requireNonNull(job.number());
      try {
        PreparedRun run = bench.prepare(job.composition());
        Plan read = run.plan();
        metrics.put(number, read.metrics().best());
        workloads.put(number, Workload.of(run.request(), read));
        Path own = directory.resolve(Path.of(job.directory()).getFileName());
        List<String> special = new ArrayList<>(job.overrides());
        special.removeAll(shared);
        jobs.add(job(number, special, arguments(job, line, own), own, run));
      } catch (BenchException unsound) {
        unsound.problems().stream()
            .filter(problem -> !problems.list().contains(problem))
            .forEach(problems::add);
      }
    }
    problems.throwIfAny(ExitCode.CONFIG);
    return new SweepJobs(directory, jobs, metrics, workloads);
  }

  /** A job of a run that was read. */
  public static SweepJob job(
      int number, List<String> special, List<String> arguments, Path directory, PreparedRun run) {
    RunConfig config = run.plan().config();
    return new SweepJob(
        number,
        special,
        arguments,
        directory,
        Fingerprint.of(run.request().config()),
        config.device(),
        config.deterministicThreads() != null,
        null);
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

  private static List<String> arguments(ComposedJob job, CommandLine line, Path directory) {
    List<String> words = new ArrayList<>(job.hydraOverrides());
    words.addAll(job.overrides());
    return arguments(words, line, directory);
  }

  /** The command line of a job's process. */
  public static List<String> arguments(List<String> overrides, CommandLine line, Path directory) {
    List<String> arguments = new ArrayList<>();
    arguments.add("run");
    for (String flag : PASSED_ON) {
      String value = line.value(flag);
      if (value != null) {
        arguments.addAll(List.of("--" + flag, value));
      }
    }
    arguments.addAll(overrides);
    arguments.add(workDir(directory));
    return arguments;
  }

  /** The override that sends the run directories of a job into its own directory. */
  public static String workDir(Path directory) {
    return "work_dir='" + directory.toString().replace("'", "\\'") + "'";
  }
}
