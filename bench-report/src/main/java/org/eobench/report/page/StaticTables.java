package org.eobench.report.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.report.format.Numbers;
import org.eobench.report.format.WideTable;
import org.eobench.report.table.Cell;
import org.eobench.report.table.Column;
import org.eobench.report.table.ReportTable;
import org.eobench.report.table.Row;

/** The tables of a page as HTML, so that they are there without scripts. */
final class StaticTables {
  private StaticTables() {}

  /** The scores; the scripts sort and filter this table. */
  static String scores(ReportTable table) {
    StringBuilder html = new StringBuilder();
    html.append(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of scores\">"
            + "<table id=\"scores\"><thead><tr>");
    html.append("<th scope=\"col\"><button type=\"button\" class=\"sort\">");
    html.append(Html.escaped(String.join(", ", table.rowKeys()))).append("</button></th>");
    for (Column column : table.columns()) {
      html.append("<th scope=\"col\"><button type=\"button\" class=\"sort\">");
      for (String part : column.parts()) {
        html.append("<span class=\"name\">").append(Html.escaped(part)).append("</span> ");
      }
      html.append("<span class=\"metric\">").append(Html.escaped(column.heading()));
      html.append("</span></button></th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int r = 0; r < table.rows().size(); r++) {
      row(table, r, html);
    }
    return html.append("</tbody></table></div>").toString();
  }

  private static void row(ReportTable table, int r, StringBuilder html) {
    Row row = table.rows().get(r);
    html.append("<tr data-row=\"").append(r).append('"');
    html.append(row.kind().isFloor() ? " class=\"floor\"" : "").append("><th scope=\"row\">");
    html.append(Html.escaped(row.label()));
    if (row.kind().isFloor()) {
      html.append("<small>").append(floor(row.kind())).append("</small>");
    }
    html.append("</th>");
    for (int c = 0; c < table.columns().size(); c++) {
      Cell cell = row.cell(c).orElse(null);
      if (cell == null) {
        html.append("<td>–</td>");
        continue;
      }
      String best = table.best(c) == r ? " class=\"best\"" : "";
      html.append(String.format(Locale.ROOT, "<td%s data-value=\"%s\">", best, cell.mean()));
      String text = cell(cell, table.columns().get(c));
      if (cell.n() == 0) {
        html.append("<span class=\"cell fixed\">").append(text).append("</span>");
      } else {
        html.append(
            String.format(
                Locale.ROOT,
                "<button type=\"button\" class=\"cell\" aria-haspopup=\"dialog\" data-row=\"%d\""
                    + " data-column=\"%d\">%s</button>",
                r,
                c,
                text));
      }
      html.append("</td>");
    }
    html.append("</tr>\n");
  }

  private static String floor(Row.Kind kind) {
    return switch (kind) {
      case METHOD -> "";
      case PIXEL_STATISTICS -> "floor: pixel statistics";
      case RANDOM_FEATURES -> "floor: random features";
      case CONSTANT -> "floor";
    };
  }

  private static String cell(Cell cell, Column column) {
    StringBuilder text = new StringBuilder();
    text.append("<span class=\"value\">").append(Numbers.score(cell.mean(), column));
    text.append("</span>");
    String interval = Numbers.interval(cell, column);
    if (!interval.isEmpty()) {
      text.append("<small>").append(interval).append("</small>");
    }
    if (cell.n() > 0) {
      text.append("<small class=\"n\">n ").append(cell.n()).append("</small>");
    }
    if (!cell.letters().isEmpty()) {
      text.append("<small>").append(cell.letters()).append("</small>");
    }
    return text.toString();
  }

  /** Ranks and costs. */
  static String standing(ReportTable table) {
    return plain(WideTable.standing(table), "Table of ranks and cost");
  }

  /** Calibrated runs; empty if there is none. */
  static String calibrated(ReportTable table) {
    return table.calibrated().isEmpty()
        ? ""
        : "<section aria-labelledby=\"calibrated-heading\"><h2 id=\"calibrated-heading\">Calibrated"
            + " runs</h2><p class=\"note\">Temperatures are fitted to the validation split; errors"
            + " are those of the test split, lower is better.</p>"
            + plain(WideTable.calibrated(table), "Table of calibrated runs")
            + "</section>";
  }

  /** Stored embeddings; empty if there are none. */
  static String compressions(ReportTable table) {
    return table.compressions().isEmpty()
        ? ""
        : "<section aria-labelledby=\"compression-heading\"><h2"
            + " id=\"compression-heading\">Stored embeddings</h2><p class=\"note\">Scores over the"
            + " bytes of an embedding, and the difference to the first line.</p>"
            + plain(WideTable.compressions(table), "Table of stored embeddings")
            + "</section>";
  }

  private static String plain(WideTable wide, String name) {
    String head =
        wide.head().get(0).stream()
            .map(text -> "<th scope=\"col\">" + Html.escaped(text) + "</th>")
            .collect(Collectors.joining());
    String body = wide.body().stream().map(StaticTables::line).collect(Collectors.joining("\n"));
    return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\""
        + name
        + "\"><table><thead><tr>"
        + head
        + "</tr></thead>\n<tbody>"
        + body
        + "</tbody></table></div>";
  }

  private static String line(List<String> cells) {
    String first = "<tr><th scope=\"row\">" + Html.escaped(cells.get(0)) + "</th>";
    return cells.stream()
        .skip(1)
        .map(cell -> "<td>" + Html.escaped(cell) + "</td>")
        .collect(Collectors.joining("", first, "</tr>"));
  }
}
