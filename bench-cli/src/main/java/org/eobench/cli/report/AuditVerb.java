package org.eobench.cli.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.report.audit.Audit;
import org.eobench.report.audit.AuditFinding;
import org.eobench.report.audit.AuditJson;
import org.eobench.report.runs.FoundRuns;
import org.eobench.report.runs.RunFolders;
import org.eobench.report.runs.StoredRun;

/** {@code audit}: says of the runs below folders what cannot be right. */
public final class AuditVerb implements Verb {
  private static final String BASELINE = "baseline";
  private static final String JSON = "json";
  private static final String STRICT = "strict";

  private final IntSupplier width;

  /**
   * @param width of the terminal in columns
   */
  public AuditVerb(IntSupplier width) {
    this.width = width;
  }

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String arguments() {
    return "DIR… [--baseline DIR] [--strict] [--json FILE]";
  }

  @Override
  public String summary() {
    return "say what cannot be right in a set of runs; exit code 1 if there is an error";
  }

  @Override
  public String details() {
    String rules =
        Audit.rules().entrySet().stream()
            .map(rule -> String.format(Locale.ROOT, "  %-18s %s", rule.getKey(), rule.getValue()))
            .collect(Collectors.joining("\n"));
    String options =
        """
        Options
          --baseline DIR  earlier runs of the same experiments, for the rule Drift
          --strict        exit code 1 also for warnings
          --json FILE     write the findings as JSON as well
          --force         replace that file

        Examples
          java -jar bench.jar audit runs
          java -jar bench.jar audit runs --baseline=runs-of-last-month --strict
        """;
    return "Rules\n" + rules + "\n\n" + options;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags =
        Flags.of(invocation.words(), List.of(BASELINE, JSON), List.of(STRICT, OutputFile.FORCE));
    OutputFile.requireForceFor(flags, JSON);
    String file = flags.value(JSON);
    Path json = file == null ? null : OutputFile.of(file, flags.has(OutputFile.FORCE));
    FoundRuns found = RunFolders.read(RunArguments.folders(this, flags));
    List<StoredRun> runs = found.withDuplicates();
    String earlier = flags.value(BASELINE);
    List<StoredRun> baseline = earlier == null ? List.of() : baseline(Path.of(earlier));
    List<AuditFinding> findings = Audit.of(runs, baseline);
    invocation.out().print(AuditText.of(runs.size(), findings, found, width.getAsInt()));
    if (json != null) {
      AtomicFile.writeString(json, AuditJson.text(runs.size(), findings, found.sentences()));
    }
    boolean fails =
        findings.stream()
            .anyMatch(
                finding -> flags.has(STRICT) || finding.severity() == AuditFinding.Severity.ERROR);
    return fails ? ExitCode.FAILURE : ExitCode.OK;
  }

  private static List<StoredRun> baseline(Path folder) {
    FoundRuns found = RunFolders.read(List.of(folder));
    if (found.runs().isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("NoCompleteRuns", "no run of the baseline has a result to compare with")
              .at("--baseline " + folder)
              .expecting("a complete run. " + String.join(" ", found.sentences()))
              .next("name a folder with complete runs, or leave out `--baseline`"));
    }
    return found.runs();
  }
}
