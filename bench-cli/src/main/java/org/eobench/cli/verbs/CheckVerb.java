package org.eobench.cli.verbs;

import java.util.Set;
import org.eobench.bench.Bench;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.compose.ComposedJob;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.error.ExitCode;
import org.eobench.core.run.CheckReport;

/** {@code check}: finds problems before training. */
final class CheckVerb implements Verb {
  @Override
  public String name() {
    return "check";
  }

  @Override
  public String arguments() {
    return "OVERRIDES";
  }

  @Override
  public String summary() {
    return "check config, weights and every sample, and try one batch, without training";
  }

  @Override
  public String details() {
    return """
    Options
      -m, --multirun  check each job of a sweep
      --cfg job       print the configuration and check nothing

    Examples
      java -jar bench.jar check experiment=quickstart
      java -jar bench.jar check encoder=dofa decoder=seg_upernet dataset=hlsburnscars
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    CommandLine line = CommandLine.parse(invocation.words());
    ConfigCommand configs = Configs.command(invocation.plugins());
    if (line.isQuestion()) {
      invocation.out().println(configs.answer(line).stripTrailing());
      return ExitCode.OK;
    }
    Configs.requireComposing(line, Set.of("multirun"));
    SweepPlan plan = configs.plan(line);
    try (Bench bench = invocation.bench()) {
      for (ComposedJob job : plan.jobs()) {
        if (plan.multirun()) {
          invocation.out().println(String.join(" ", job.overrides()));
        }
        CheckReport report = bench.prepare(job.composition()).check();
        invocation.out().println(report.text().stripTrailing());
      }
    }
    return ExitCode.OK;
  }
}
