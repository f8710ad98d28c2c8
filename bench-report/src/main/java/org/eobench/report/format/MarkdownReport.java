package org.eobench.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.report.table.ReportTable;
import org.eobench.report.text.Markdown;

/** A report in Markdown, for papers' repositories, issues and the summaries of CI. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** The whole report. */
  public static String of(ReportTable table) {
    List<String> lines = new ArrayList<>();
    lines.addAll(grid(WideTable.scores(table)));
    lines.add("");
    lines.addAll(grid(WideTable.standing(table)));
    if (!table.calibrated().isEmpty()) {
      lines.add("");
      lines.addAll(grid(WideTable.calibrated(table)));
    }
    if (!table.compressions().isEmpty()) {
      lines.add("");
      lines.addAll(grid(WideTable.compressions(table)));
    }
    paragraph("Remarks", table.remarks(), lines);
    paragraph("What the table does not show", table.limits(), lines);
    return String.join("\n", lines) + "\n";
  }

  private static void paragraph(String title, List<String> sentences, List<String> lines) {
    if (!sentences.isEmpty()) {
      lines.add("");
      lines.add(title + ":");
      lines.add("");
      sentences.forEach(sentence -> lines.add("- " + Markdown.escaped(sentence)));
    }
  }

  private static List<String> grid(WideTable table) {
    int columns = table.head().get(0).size();
    List<String> lines = new ArrayList<>();
    // Markdown has one header line.
    lines.add(
        Markdown.row(
            IntStream.range(0, columns)
                .mapToObj(
                    column ->
                        table.head().stream()
                            .map(line -> Markdown.escaped(line.get(column)))
                            .collect(Collectors.joining("<br>")))
                .toList()));
    lines.add(
        Markdown.row(IntStream.range(0, columns).mapToObj(c -> c == 0 ? ":--" : "--:").toList()));
    for (int r = 0; r < table.body().size(); r++) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < columns; c++) {
        String text = Markdown.escaped(table.body().get(r).get(c));
        cells.add(table.best().contains(List.of(r, c)) ? "**" + text + "**" : text);
      }
      lines.add(Markdown.row(cells));
    }
    return lines;
  }
}
