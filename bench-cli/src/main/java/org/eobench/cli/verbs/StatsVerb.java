package org.eobench.cli.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eobench.bench.Bench;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.error.ExitCode;

/** {@code stats}: the statistics of the training split, for the configuration of a data set. */
final class StatsVerb implements Verb {
  @Override
  public String name() {
    return "stats";
  }

  @Override
  public String arguments() {
    return "dataset=NAME [OVERRIDES]";
  }

  @Override
  public String summary() {
    return "print mean, std, percentiles and class shares of the training split as YAML";
  }

  @Override
  public String details() {
    return """
    Encoder and decoder need not be chosen. Every training sample is read once. The lines can be
    pasted into the configuration of the data set; percentiles are comments.

    Examples
      java -jar bench.jar stats dataset=quickstart
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = new ArrayList<>(invocation.words());
    for (String group : List.of("encoder", "decoder")) {
      // An experiment chooses them itself.
      boolean chosen =
          words.stream()
              .anyMatch(word -> word.startsWith(group + "=") || word.startsWith("experiment="));
      if (!chosen) {
        words.add("~" + group);
      }
    }
    CommandLine line = CommandLine.parse(words);
    Configs.requireComposing(line, Set.of());
    ConfigCommand configs = Configs.command(invocation.plugins());
    Composition composition = configs.compose(line);
    try (Bench bench = invocation.bench()) {
      invocation.out().print(bench.prepare(composition).statistics());
    }
    return ExitCode.OK;
  }
}
