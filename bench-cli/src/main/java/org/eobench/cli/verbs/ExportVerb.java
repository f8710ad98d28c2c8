package org.eobench.cli.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.bench.Bench;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.cli.plugins.FinishedRun;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** {@code export}: the model of a finished run as a TorchScript file for Python and C++. */
final class ExportVerb implements Verb {
  @Override
  public String name() {
    return "export";
  }

  @Override
  public String arguments() {
    return "RUN_DIR FILE.pt [OVERRIDES] [--force]";
  }

  @Override
  public String summary() {
    return "write the trained model of a run as TorchScript, for torch.jit.load";
  }

  @Override
  public String details() {
    return """
    Examples
      java -jar bench.jar export RUN_DIR model.pt
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = new ArrayList<>(invocation.words());
    boolean replace = words.removeAll(List.of("--" + OutputFile.FORCE));
    if (words.size() < 2 || words.get(0).contains("=") || words.get(1).contains("=")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "export requires a run directory and an output file")
              .at(String.join(" ", words))
              .expecting("java -jar bench.jar export RUN_DIR FILE.pt"));
    }
    Path target = OutputFile.of(words.get(1), replace);
    Composition composition =
        FinishedRun.compose(words.get(0), words.subList(2, words.size()), invocation.plugins());
    try (Bench bench = invocation.bench()) {
      invocation.out().println(bench.prepare(composition).export(target));
    }
    return ExitCode.OK;
  }
}
