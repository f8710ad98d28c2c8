package org.eobench.cli.verbs;

import com.google.inject.Injector;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.plugins.Wiring;
import org.eobench.cli.sweep.SweepCommand;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.registry.Components;
import org.eobench.core.run.DryRun;
import org.eobench.core.run.Experiment;
import org.eobench.core.run.InheritedOverrides;
import org.eobench.core.run.Outcome;
import org.eobench.core.run.plan.RunRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code run}, which is also what a command line without a verb means: trains, tests, prints. */
final class RunVerb implements Verb {
  /** Hydra has no such flag: the first job that fails ends the sweep. */
  private static final String FAIL_FAST = "--fail-fast";

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
    return "train and test; the word run may be left out; -m runs a sweep (--fail-fast); --dry-run"
        + " only shows";
  }

  @Override
  public String details() {
    return """
    Options
      -m, --multirun  run one job for each combination of the values swept over
      --fail-fast     end a sweep at the first job that fails
      --dry-run       say what would run, and start nothing
      --cfg job       print the configuration and run nothing; --help lists all such flags

    Examples
      java -jar bench.jar experiment=quickstart
      java -jar bench.jar encoder=dofa decoder=seg_upernet dataset=hlsburnscars
      java -jar bench.jar -m experiment=quickstart encoder=dofa_tiny,vit_tiny seed=1,2
      java -jar bench.jar experiment=quickstart resume=true
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = new ArrayList<>(invocation.words());
    boolean failFast = words.removeAll(List.of(FAIL_FAST));
    CommandLine line = CommandLine.parse(InheritedOverrides.arguments(words));
    ConfigCommand configs = Configs.command(invocation.plugins());
    if (line.isQuestion()) {
      invocation.out().println(configs.answer(line).stripTrailing());
      return ExitCode.OK;
    }
    SweepPlan plan = configs.plan(line);
    if (plan.multirun()) {
      return new SweepCommand(invocation, line, failFast).run(plan);
    }
    if (failFast) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagOfSweep", FAIL_FAST + " has no effect here: it is a flag of a sweep")
              .at(FAIL_FAST)
              .expecting("-m, which runs one job for each combination of values")
              .next("add `-m`, or leave " + FAIL_FAST + " out"));
    }
    if (line.has("dry-run")) {
      plan.warnings().forEach(warning -> invocation.out().println("warning: " + warning));
      RunRequest request = Configs.request(configs, plan.jobs().get(0).composition());
      Components components = Wiring.injector(invocation.plugins()).getInstance(Components.class);
      invocation.out().println(new DryRun(components).text(request).stripTrailing());
      return ExitCode.OK;
    }
    return once(invocation, configs, plan);
  }

  private static ExitCode once(Invocation invocation, ConfigCommand configs, SweepPlan plan) {
    RunRequest request =
        Configs.request(configs, plan.jobs().get(0).composition())
            .with(invocation.plugins().described());
    try (RunLog log = new RunLog()) {
      Logger console = LoggerFactory.getLogger("bench");
      plan.warnings().forEach(console::warn);
      Injector injector = Wiring.injector(invocation.plugins());
      Outcome outcome =
          new Experiment(
                  injector.getInstance(Components.class),
                  ConsoleProgress.ofProcess(),
                  invocation.interruption().watch(),
                  log::open)
              .run(request);
      invocation.out().println();
      invocation.out().println(outcome.table().stripTrailing());
      invocation.out().println();
      invocation.out().println("everything is in " + outcome.directory());
    }
    return ExitCode.OK;
  }
}
