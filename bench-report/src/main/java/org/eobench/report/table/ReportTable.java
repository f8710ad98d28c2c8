package org.eobench.report.table;

import java.util.List;
import java.util.stream.IntStream;
import org.eobench.report.runs.FoundRuns;

/**
 * The table of a report.
 *
 * @param rowKeys conditions that name the rows
 * @param columnKeys conditions that name the columns
 * @param columns the columns
 * @param rows the methods, best first, then the floors
 * @param areas areas under curves of few labels, where columns differ in the number of labels
 * @param calibrated models of runs that were calibrated; often none
 * @param compressions scores of stored embeddings over their bytes; often none
 * @param runs number of runs in all cells
 * @param remarks how the table was made, and what it leaves out: sentences
 * @param limits what the table does not show: sentences
 */
public record ReportTable(
    List<String> rowKeys,
    List<String> columnKeys,
    List<Column> columns,
    List<Row> rows,
    List<CurveArea> areas,
    List<Calibrated> calibrated,
    List<Compression> compressions,
    int runs,
    List<String> remarks,
    List<String> limits) {
  /** Models of calibrated runs that tables for people show. */
  public static final int MOST_CALIBRATED = 60;

  public ReportTable {
    rowKeys = List.copyOf(rowKeys);
    columnKeys = List.copyOf(columnKeys);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    areas = List.copyOf(areas);
    calibrated = List.copyOf(calibrated);
    compressions = List.copyOf(compressions);
    remarks = List.copyOf(remarks);
    limits = List.copyOf(limits);
  }

  /**
   * Makes the table of some runs.
   *
   * @param metrics the metrics of each task, to read the counts of test samples
   * @throws org.eobench.core.error.BenchException {@code UnknownCondition} or {@code UnknownMetric}
   *     for a name that no run has, {@code NothingToReport} if no run is left
   */
  public static ReportTable of(FoundRuns found, ReportRequest request, TaskMetrics metrics) {
    return new TableAssembly(found, request, metrics).table();
  }

  /** The methods, without the floors. */
  public List<Row> methods() {
    return rows.stream().filter(row -> !row.kind().isFloor()).toList();
  }

  /** The index of the best method of a column; -1 if there is none. */
  public int best(int column) {
    return IntStream.range(0, rows.size())
        .filter(row -> !rows.get(row).kind().isFloor() && rows.get(row).cell(column).isPresent())
        .reduce((a, b) -> better(b, a, column) ? b : a)
        .orElse(-1);
  }

  private boolean better(int row, int other, int column) {
    return columns
        .get(column)
        .facts()
        .isBetter(
            rows.get(row).cell(column).orElseThrow().mean(),
            rows.get(other).cell(column).orElseThrow().mean());
  }
}
