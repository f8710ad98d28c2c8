package org.eobench.cli.report;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.registry.Components;
import org.eobench.report.runs.FoundRuns;
import org.eobench.report.runs.RunFolders;
import org.eobench.report.table.ReportRequest;
import org.eobench.report.table.ReportTable;

/** The table of {@code report} at the end of a sweep. */
public final class SweepReport {
  private SweepReport() {}

  /**
   * The table of some runs; where it cannot be made, the reason.
   *
   * @param runs run directories
   * @param width columns of the terminal
   */
  public static List<String> lines(Collection<Path> runs, Components components, int width) {
    try {
      FoundRuns found = RunFolders.read(runs);
      ReportTable table =
          ReportTable.of(
              found, ReportRequest.DEFAULT, task -> TaskMetricsOf.task(task, components));
      return ReportText.lines(table, width);
    } catch (BenchException refused) {
      return refused.problems().stream().map(Problem::render).toList();
    }
  }
}
