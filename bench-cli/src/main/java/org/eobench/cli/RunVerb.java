package org.eobench.cli;

import com.google.inject.Injector;
import org.eobench.core.config.CommandLine;
import org.eobench.core.config.ConfigCommand;
import org.eobench.core.config.SweepPlan;
import org.eobench.core.error.ExitCode;
import org.eobench.core.run.Components;
import org.eobench.core.run.EarlierRun;
import org.eobench.core.run.Experiment;
import org.eobench.core.run.Outcome;
import org.eobench.core.run.RunRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code run}, which is also what a command line without a verb means: trains, tests, prints. */
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
    return "train and test; the word run may be left out; -m runs a sweep";
  }

  @Override
  public ExitCode run(Invocation invocation) {
    CommandLine line = CommandLine.parse(EarlierRun.arguments(invocation.words()));
    ConfigCommand configs = Configs.command(invocation.plugins());
    if (line.isQuestion()) {
      invocation.out().println(configs.answer(line).stripTrailing());
      return ExitCode.OK;
    }
    SweepPlan plan = configs.plan(line);
    if (plan.multirun()) {
      return new SweepCommand(invocation, line).run(plan);
    }
    return once(invocation, plan);
  }

  private static ExitCode once(Invocation invocation, SweepPlan plan) {
    RunRequest request = Configs.request(plan.jobs().get(0).composition());
    try (RunLog log = new RunLog();
        Interruption interruption = new Interruption()) {
      Logger console = LoggerFactory.getLogger("bench");
      plan.warnings().forEach(console::warn);
      Injector injector = Wiring.injector(invocation.plugins());
      Outcome outcome =
          new Experiment(
                  injector.getInstance(Components.class),
                  ConsoleProgress.ofProcess(),
                  interruption.signal(),
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
