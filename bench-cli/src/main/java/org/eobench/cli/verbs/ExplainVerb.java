package org.eobench.cli.verbs;

import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** {@code explain KEY}: a value, its origin and the values that it replaced. */
final class ExplainVerb implements Verb {
  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String arguments() {
    return "KEY OVERRIDES";
  }

  @Override
  public String summary() {
    return "show which file and line, or which argument, set a value of the config";
  }

  @Override
  public String details() {
    return """
    Examples
      java -jar bench.jar explain optimizer.lr experiment=quickstart
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = invocation.words();
    if (words.isEmpty() || words.get(0).contains("=") || words.get(0).startsWith("-")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "explain requires a key as its first word")
              .expecting("a dotted key, such as optimizer.lr")
              .next("`java -jar bench.jar explain optimizer.lr experiment=quickstart`"));
    }
    CommandLine line = CommandLine.parse(words.subList(1, words.size()));
    String text = Configs.command(invocation.plugins()).explain(line, words.get(0));
    invocation.out().println(text.stripTrailing());
    return ExitCode.OK;
  }
}
