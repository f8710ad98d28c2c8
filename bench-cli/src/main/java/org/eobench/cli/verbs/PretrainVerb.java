package org.eobench.cli.verbs;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eobench.bench.Bench;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.error.ExitCode;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.eobench.pretrain.run.PretrainResult;
import org.eobench.pretrain.run.Pretraining;

/** {@code pretrain}: trains an encoder without labels. */
final class PretrainVerb implements Verb {
  @Override
  public String name() {
    return "pretrain";
  }

  @Override
  public String arguments() {
    return "OVERRIDES";
  }

  @Override
  public String summary() {
    return "train an encoder on images without labels; --dry-run only shows";
  }

  @Override
  public String details() {
    return """
    The configuration is pretrain.yaml; docs/pretraining.md explains its keys.

    Options
      --dry-run       say what would run, and start nothing
      --cfg job       print the configuration and run nothing

    Examples
      java -jar bench.jar pretrain experiment=pretrain_quickstart
      java -jar bench.jar pretrain method=dinov2 encoder=vit_small dataset=hlsburnscars probe=knn
      java -jar bench.jar pretrain experiment=pretrain_quickstart resume=true
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    CommandLine line = CommandLine.parse(invocation.words());
    ConfigCommand configs = Configs.pretraining(invocation.plugins());
    if (line.isQuestion()) {
      invocation.out().println(configs.answer(line).stripTrailing());
      return ExitCode.OK;
    }
    Configs.requireComposing(line, Set.of("dry-run"));
    try (RunLog log = new RunLog()) {
      ProgressListener progress = ConsoleProgress.ofProcess(log::open);
      try (Bench bench = invocation.bench(progress)) {
        RunRequest request = RunRequest.of(configs.compose(line), invocation.plugins().described());
        StopSignal stop = new StopSignal();
        Function<List<String>, RunRequest> runs =
            words -> bench.prepare(words.toArray(String[]::new)).request();
        Pretraining pretraining = new Pretraining(bench.components(), runs, progress, stop);
        Thread.currentThread().setContextClassLoader(bench.classLoader());
        if (line.has("dry-run")) {
          invocation.out().println(pretraining.outline(request).stripTrailing());
          return ExitCode.OK;
        }
        invocation.interruption().onStop(stop::request);
        PretrainResult result = pretraining.run(request);
        invocation.out().println();
        invocation.out().println(result.text().stripTrailing());
      }
    }
    return ExitCode.OK;
  }
}
