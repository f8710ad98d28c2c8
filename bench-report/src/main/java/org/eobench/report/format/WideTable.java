package org.eobench.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.report.table.Cell;
import org.eobench.report.table.Column;
import org.eobench.report.table.Compression;
import org.eobench.report.table.CurveArea;
import org.eobench.report.table.ReportTable;
import org.eobench.report.table.Row;
import org.eobench.report.table.RowCost;
import org.eobench.report.table.Standing;

/**
 * A table of text for people: a row for each method.
 *
 * @param head header lines, each with one text for each column
 * @param body rows, likewise
 * @param best positions {@code [row, column]} of the best scores
 */
public record WideTable(
    List<List<String>> head, List<List<String>> body, List<List<Integer>> best) {
  public WideTable {
    head = List.copyOf(head);
    body = List.copyOf(body);
    best = List.copyOf(best);
  }

  /** Scores with intervals, numbers of runs and letters. */
  public static WideTable scores(ReportTable table) {
    List<List<String>> head = new ArrayList<>();
    for (int key = 0; key < table.columnKeys().size(); key++) {
      List<String> line = new ArrayList<>();
      line.add(table.columnKeys().get(key));
      for (Column column : table.columns()) {
        line.add(column.values().get(key));
      }
      head.add(line);
    }
    List<String> metrics = new ArrayList<>();
    metrics.add(String.join(", ", table.rowKeys()));
    table.columns().forEach(column -> metrics.add(column.heading()));
    head.add(metrics);
    List<List<String>> body = new ArrayList<>();
    List<List<Integer>> best = new ArrayList<>();
    for (int r = 0; r < table.rows().size(); r++) {
      Row row = table.rows().get(r);
      List<String> line = new ArrayList<>();
      line.add(row.label());
      for (int c = 0; c < table.columns().size(); c++) {
        Column column = table.columns().get(c);
        line.add(row.cell(c).map(cell -> text(cell, column)).orElse("–"));
        if (table.best(c) == r) {
          best.add(List.of(r, c + 1));
        }
      }
      body.add(line);
    }
    return new WideTable(head, body, best);
  }

  private static String text(Cell cell, Column column) {
    StringBuilder text = new StringBuilder(Numbers.score(cell.mean(), column));
    String interval = Numbers.interval(cell, column);
    if (!interval.isEmpty()) {
      text.append(' ').append(interval);
    }
    if (cell.n() > 0) {
      text.append(" (").append(cell.n()).append(')');
    }
    if (!cell.letters().isEmpty()) {
      text.append(' ').append(cell.letters());
    }
    return text.toString();
  }

  /** Ranks, interquartile means, areas under curves of few labels, and costs. */
  public static WideTable standing(ReportTable table) {
    List<String> head = new ArrayList<>();
    head.addAll(List.of(String.join(", ", table.rowKeys()), "mean rank", "groups", "IQM"));
    table
        .areas()
        .forEach(
            area -> head.add("area, " + area.column().label() + ", " + area.column().heading()));
    head.addAll(List.of("parameters", "multiply-adds", "images/s", "memory MiB", "hours"));
    List<List<String>> body =
        IntStream.range(0, table.rows().size())
            .filter(r -> table.rows().get(r).kind() != Row.Kind.CONSTANT)
            .mapToObj(r -> standing(table, r))
            .toList();
    return new WideTable(List.of(head), body, List.of()).withoutEmpty();
  }

  /** The first calibrated runs, with a row for each of their models; no rows if there is none. */
  public static WideTable calibrated(ReportTable table) {
    List<String> head =
        List.of(
            String.join(", ", table.rowKeys()) + ", " + String.join(", ", table.columnKeys()),
            "temperature",
            "ECE ↓",
            "NLL ↓",
            "Brier ↓");
    List<List<String>> body =
        table.calibrated().stream()
            .limit(ReportTable.MOST_CALIBRATED)
            .map(
                one ->
                    List.of(
                        one.label(),
                        Numbers.decimals(one.temperature(), 3),
                        Numbers.decimals(one.ece(), 4),
                        Numbers.decimals(one.nll(), 4),
                        Numbers.decimals(one.brier(), 4)))
            .toList();
    return new WideTable(List.of(head), body, List.of());
  }

  /** Scores of stored embeddings over their bytes; no rows if there are none. */
  public static WideTable compressions(ReportTable table) {
    List<String> head =
        List.of(
            "embeddings of, " + String.join(", ", table.columnKeys()),
            "format",
            "dimensions",
            "bytes",
            "score (runs)",
            "difference");
    List<List<String>> body = new ArrayList<>();
    for (Compression curve : table.compressions()) {
      for (Compression.Point point : curve.points()) {
        boolean itself = point.format().equals(Compression.ITSELF);
        String sign = curve.difference(point) > 0 ? "+" : "";
        body.add(
            List.of(
                curve.encoder() + ", " + curve.column().label(),
                point.format(),
                itself ? "–" : String.valueOf(point.width()),
                itself ? "–" : Numbers.decimals(point.bytes(), 0),
                Numbers.score(point.mean(), curve.column()) + " (" + point.runs() + ")",
                sign + Numbers.score(curve.difference(point), curve.column())));
      }
    }
    return new WideTable(List.of(head), body, List.of());
  }

  /** Without columns in which no row has anything. */
  private WideTable withoutEmpty() {
    List<Integer> kept =
        IntStream.range(0, head.get(0).size())
            .filter(
                c ->
                    c == 0 || body.stream().anyMatch(row -> !List.of("", "–").contains(row.get(c))))
            .boxed()
            .toList();
    return new WideTable(chosen(head, kept), chosen(body, kept), List.of());
  }

  private static List<List<String>> chosen(List<List<String>> lines, List<Integer> kept) {
    return lines.stream().map(line -> kept.stream().map(line::get).toList()).toList();
  }

  private static List<String> standing(ReportTable table, int index) {
    Row row = table.rows().get(index);
    Standing place = row.standing();
    RowCost cost = row.cost();
    List<String> line = new ArrayList<>();
    line.add(row.label());
    if (place == null) {
      line.addAll(List.of("–", "", "–"));
    } else {
      line.add(between(place.rank(), place.rankLow(), place.rankHigh()));
      line.add(place.letters());
      line.add(between(place.iqm(), place.iqmLow(), place.iqmHigh()));
    }
    for (CurveArea area : table.areas()) {
      line.add(area.cell(index).map(cell -> area(cell, area.column())).orElse("–"));
    }
    if (cost == null) {
      line.addAll(List.of("–", "–", "–", "–", "–"));
    } else {
      line.add(Numbers.large(cost.parameters()));
      line.add(Numbers.large(cost.multiplyAdds()));
      line.add(Numbers.digits(cost.imagesPerSecond()));
      line.add(Numbers.decimals(cost.memoryMb(), 0));
      line.add(Numbers.digits(cost.hours()));
    }
    return line;
  }

  private static String area(Cell cell, Column column) {
    return (Numbers.score(cell.mean(), column) + " " + Numbers.interval(cell, column)).strip();
  }

  private static String between(double value, double low, double high) {
    String text = Numbers.decimals(value, 2);
    return Double.isNaN(low)
        ? text
        : text + " [" + Numbers.decimals(low, 2) + ", " + Numbers.decimals(high, 2) + "]";
  }
}
