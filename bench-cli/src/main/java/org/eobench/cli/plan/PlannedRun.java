package org.eobench.cli.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.cli.sweep.SweepJobs;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.run.directory.InheritedOverrides;

/** A line of a plan as a job, checked against what the plan was made from. */
final class PlannedRun {
  private PlannedRun() {}

  /** The words of the run, which goes on with what an earlier process of the line has done. */
  static List<String> words(PlanLine line) {
    List<String> words = new ArrayList<>(line.arguments().subList(1, line.arguments().size()));
    words.add("resume=true");
    return words;
  }

  /**
   * The job of a line.
   *
   * @throws BenchException {@code OtherPlan} if its arguments now mean another configuration
   */
  static SweepJob job(PlanLine line, Invocation invocation) {
    CommandLine words = CommandLine.parse(words(line));
    try (Bench bench = invocation.bench()) {
      PreparedRun run =
          bench.prepare(
              Configs.command(invocation.plugins())
                  .inheriting(InheritedOverrides.BEFORE)
                  .compose(words));
      List<String> arguments = new ArrayList<>(List.of("run"));
      arguments.addAll(words(line));
      SweepJob job =
          SweepJobs.job(line.index(), List.of(line.label()), arguments, line.directory(), run);
      if (!job.fingerprint().equals(line.fingerprint())) {
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of(
                    "OtherPlan",
                    "the arguments of this line mean another configuration than when the plan was"
                        + " written")
                .at(String.format(Locale.ROOT, "line %d: %s", line.index(), line.label()))
                .expecting("the configuration files and the version of the program of that time")
                .next("restore them, or write the plan again"));
      }
      return job;
    }
  }
}
