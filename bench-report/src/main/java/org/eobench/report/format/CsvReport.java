package org.eobench.report.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.report.table.Cell;
import org.eobench.report.table.Column;
import org.eobench.report.table.CurveArea;
import org.eobench.report.table.ReportTable;
import org.eobench.report.table.Row;
import org.eobench.report.table.RowCost;
import org.eobench.report.table.Standing;
import org.eobench.report.text.Csv;
import org.jspecify.annotations.Nullable;

/**
 * A report as CSV, for spreadsheets and data frames: a line for each cell, in full precision,
 * fractions not in percent. An undefined number is empty.
 */
public final class CsvReport {
  private static final Set<String> OTHERS =
      Set.of(
          "kind",
          "metric",
          "better",
          "unit",
          "n",
          "mean",
          "low",
          "high",
          "interval",
          "letters",
          "samples",
          "rank",
          "rank_low",
          "rank_high",
          "rank_letters",
          "iqm",
          "iqm_low",
          "iqm_high",
          "area",
          "area_low",
          "area_high",
          "area_over",
          "parameters",
          "trained_parameters",
          "multiply_adds",
          "images_per_second",
          "memory_mb",
          "hours",
          "seeds",
          "runs");

  private CsvReport() {}

  /** The whole report, without its remarks. */
  public static String of(ReportTable table) {
    List<Map<String, String>> lines = new ArrayList<>();
    for (int r = 0; r < table.rows().size(); r++) {
      Row row = table.rows().get(r);
      for (int c = 0; c < table.columns().size(); c++) {
        int column = c;
        int index = r;
        row.cell(c).ifPresent(cell -> lines.add(line(table, index, column, cell)));
      }
    }
    if (lines.isEmpty()) {
      return "";
    }
    List<String> names = List.copyOf(lines.get(0).keySet());
    StringBuilder text = new StringBuilder(Csv.line(names));
    lines.forEach(line -> text.append(Csv.line(names.stream().map(line::get).toList())));
    return text.toString();
  }

  private static Map<String, String> line(ReportTable table, int r, int index, Cell cell) {
    Row row = table.rows().get(r);
    Column column = table.columns().get(index);
    Map<String, String> line = new LinkedHashMap<>();
    line.put("kind", row.kind().name().toLowerCase(Locale.ROOT));
    for (int i = 0; i < table.rowKeys().size(); i++) {
      String value = row.values().isEmpty() ? "" : row.values().get(i);
      line.put(condition(table.rowKeys().get(i)), value);
    }
    for (int i = 0; i < table.columnKeys().size(); i++) {
      line.put(condition(table.columnKeys().get(i)), column.values().get(i));
    }
    line.put("metric", column.metric());
    line.put("better", column.facts().better().name().toLowerCase(Locale.ROOT));
    line.put("unit", column.percent() ? "fraction" : column.quantity());
    line.put("n", String.valueOf(cell.n()));
    line.put("mean", number(cell.mean()));
    line.put("low", number(cell.low()));
    line.put("high", number(cell.high()));
    line.put("interval", cell.basis().words());
    line.put("letters", cell.letters());
    line.put("samples", String.valueOf(column.samples()));
    standing(row.standing(), line);
    area(table, r, column, line);
    cost(row.cost(), line);
    line.put(
        "seeds",
        cell.runs().stream()
            .map(run -> String.valueOf(run.record().seed()))
            .collect(Collectors.joining(" ")));
    line.put(
        "runs",
        cell.runs().stream().map(run -> run.record().name()).collect(Collectors.joining(" ")));
    return line;
  }

  /** The column of a condition, which none of the other columns is named like. */
  private static String condition(String key) {
    return OTHERS.contains(key) ? "condition." + key : key;
  }

  private static void standing(@Nullable Standing place, Map<String, String> line) {
    line.put("rank", place == null ? "" : number(place.rank()));
    line.put("rank_low", place == null ? "" : number(place.rankLow()));
    line.put("rank_high", place == null ? "" : number(place.rankHigh()));
    line.put("rank_letters", place == null ? "" : place.letters());
    line.put("iqm", place == null ? "" : number(place.iqm()));
    line.put("iqm_low", place == null ? "" : number(place.iqmLow()));
    line.put("iqm_high", place == null ? "" : number(place.iqmHigh()));
  }

  /** The area under the curve that a column is a point of; a column of two curves is in one. */
  private static void area(ReportTable table, int row, Column column, Map<String, String> line) {
    CurveArea over =
        table.areas().stream()
            .filter(area -> area.isOver(column, table.columnKeys()))
            .findFirst()
            .orElse(null);
    Cell cell = over == null ? null : over.cell(row).orElse(null);
    line.put("area", cell == null ? "" : number(cell.mean()));
    line.put("area_low", cell == null ? "" : number(cell.low()));
    line.put("area_high", cell == null ? "" : number(cell.high()));
    line.put("area_over", cell == null || over == null ? "" : over.over());
  }

  private static void cost(@Nullable RowCost cost, Map<String, String> line) {
    line.put("parameters", cost == null ? "" : number(cost.parameters()));
    line.put("trained_parameters", cost == null ? "" : number(cost.trainedParameters()));
    line.put("multiply_adds", cost == null ? "" : number(cost.multiplyAdds()));
    line.put("images_per_second", cost == null ? "" : number(cost.imagesPerSecond()));
    line.put("memory_mb", cost == null ? "" : number(cost.memoryMb()));
    line.put("hours", cost == null ? "" : number(cost.hours()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.valueOf(value);
  }
}
