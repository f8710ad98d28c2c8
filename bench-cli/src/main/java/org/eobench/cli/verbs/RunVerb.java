package org.eobench.cli.verbs;

import java.util.List;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.process.WorkerProcesses;
import org.eobench.cli.sweep.SweepOptions;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.error.ExitCode;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.directory.InheritedOverrides;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code run}, the default verb: trains, tests and prints the scores. */
final class RunVerb implements Verb {
  @Override
  public String name() {
    return "run";
  }

  @Override
  public String arguments() {
    return "OVERRIDES";
  }

  @Override
  public String summary() {
    return "train and test (the default verb); -m runs a sweep (--jobs N); --dry-run only shows";
  }

  @Override
  public String details() {
    return """
    Options
      -m, --multirun  run one job for each combination of the values swept over
      --jobs N        run N jobs of a sweep at once (default 1)
      --resume DIR    with -m: go on with the sweep in DIR, with the arguments it had
      --fail-fast     start no more jobs of a sweep after one has failed
      --plan FILE     write the jobs of a sweep to FILE instead, for run-plan (--force replaces it)
      --costs FROM    with --plan: estimate each job's time, from runs below folders or from files of
                      profile run --json (names separated by commas)
      --dry-run       say what would run, and start nothing
      --cfg job       print the configuration and run nothing; --help lists all such flags

    Examples
      java -jar bench.jar experiment=quickstart
      java -jar bench.jar encoder=dofa decoder=seg_upernet dataset=hlsburnscars
      java -jar bench.jar -m --jobs 2 experiment=quickstart encoder=dofa_tiny,vit_tiny seed=1,2
      java -jar bench.jar -m experiment=quickstart encoder=dofa_tiny,vit_tiny search=tpe
      java -jar bench.jar -m --plan plan.jsonl experiment=quickstart seed=1,2
      java -jar bench.jar experiment=quickstart resume=true
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    SweepOptions.Parsed parsed = SweepOptions.parse(invocation.words());
    CommandLine line = CommandLine.parse(Multirun.words(parsed));
    ConfigCommand configs =
        Configs.command(invocation.plugins()).inheriting(InheritedOverrides.BEFORE);
    if (line.isQuestion()) {
      invocation.out().println(configs.answer(line).stripTrailing());
      return ExitCode.OK;
    }
    Multirun multirun = new Multirun(invocation, line, parsed, configs);
    SweepPlan plan = multirun.plan();
    if (plan.multirun()) {
      return multirun.run(plan);
    }
    Composition composition = plan.jobs().get(0).composition();
    if (line.has("dry-run")) {
      plan.warnings().forEach(warning -> invocation.out().println("warning: " + warning));
      try (Bench bench = invocation.bench()) {
        invocation.out().println(bench.prepare(composition).dryRun().stripTrailing());
      }
      return ExitCode.OK;
    }
    return WorkerProcesses.isWorker()
        ? Assistance.to(invocation, composition)
        : once(invocation, composition, plan.warnings());
  }

  private static ExitCode once(
      Invocation invocation, Composition composition, List<String> warnings) {
    try (RunLog log = new RunLog();
        Bench bench = invocation.bench(ConsoleProgress.ofProcess(log::open))) {
      PreparedRun run = bench.prepare(composition);
      Logger console = LoggerFactory.getLogger("bench");
      warnings.forEach(console::warn);
      invocation.interruption().onStop(run::cancel);
      RunResult result = run.execute();
      invocation.out().println();
      invocation.out().println(result.text().stripTrailing());
      invocation.out().println();
      invocation.out().println("all output is in " + result.directory());
    }
    return ExitCode.OK;
  }
}
