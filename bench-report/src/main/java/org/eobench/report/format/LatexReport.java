package org.eobench.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.report.table.ReportTable;

/** A report as LaTeX tables for {@code booktabs}; the remarks are in their captions and notes. */
public final class LatexReport {
  private static final Map<Integer, String> SPECIAL =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '{', "\\{"),
          Map.entry((int) '}', "\\}"),
          Map.entry((int) '$', "\\$"),
          Map.entry((int) '&', "\\&"),
          Map.entry((int) '%', "\\%"),
          Map.entry((int) '#', "\\#"),
          Map.entry((int) '_', "\\_"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '<', "\\textless{}"),
          Map.entry((int) '>', "\\textgreater{}"),
          Map.entry((int) '|', "\\textbar{}"),
          Map.entry((int) '"', "\\textquotedbl{}"),
          Map.entry((int) '±', "$\\pm$"),
          Map.entry((int) '–', "--"),
          Map.entry((int) '↑', "$\\uparrow$"),
          Map.entry((int) '↓', "$\\downarrow$"),
          Map.entry((int) '→', "$\\rightarrow$"),
          Map.entry((int) '\n', " "),
          Map.entry((int) '\r', " "));

  private LatexReport() {}

  /** The whole report; it needs the package {@code booktabs}, and T1 fonts for quotes. */
  public static String of(ReportTable table) {
    List<String> lines = new ArrayList<>();
    lines.add("% \\usepackage[T1]{fontenc}");
    lines.add("% \\usepackage{booktabs}");
    lines.addAll(
        floating(
            WideTable.scores(table),
            "Scores on the test split: mean, 95\\,\\% interval, and number of runs."));
    lines.addAll(floating(WideTable.standing(table), "Ranks and costs."));
    if (!table.calibrated().isEmpty()) {
      lines.addAll(floating(WideTable.calibrated(table), "Calibrated runs."));
    }
    if (!table.compressions().isEmpty()) {
      lines.addAll(
          floating(WideTable.compressions(table), "Scores of stored embeddings over their size."));
    }
    if (!table.remarks().isEmpty()) {
      lines.add("\\paragraph{Remarks.} " + text(table.remarks()));
    }
    lines.add("\\paragraph{What the table does not show.} " + text(table.limits()));
    return String.join("\n", lines) + "\n";
  }

  private static String text(List<String> sentences) {
    return sentences.stream().map(LatexReport::escaped).collect(Collectors.joining(" "));
  }

  private static List<String> floating(WideTable table, String caption) {
    int columns = table.head().get(0).size();
    List<String> lines = new ArrayList<>();
    lines.add("\\begin{table}");
    lines.add("  \\centering");
    lines.add("  \\caption{" + caption + "}");
    lines.add("  \\begin{tabular}{l" + "r".repeat(columns - 1) + "}");
    lines.add("    \\toprule");
    for (List<String> head : table.head()) {
      lines.add(
          "    "
              + head.stream().map(LatexReport::escaped).collect(Collectors.joining(" & "))
              + " \\\\");
    }
    lines.add("    \\midrule");
    for (int r = 0; r < table.body().size(); r++) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < columns; c++) {
        String text = escaped(table.body().get(r).get(c));
        cells.add(table.best().contains(List.of(r, c)) ? "\\textbf{" + text + "}" : text);
      }
      lines.add("    " + String.join(" & ", cells) + " \\\\");
    }
    lines.add("    \\bottomrule");
    lines.add("  \\end{tabular}");
    lines.add("\\end{table}");
    return lines;
  }

  /** Text that LaTeX prints as it is. */
  static String escaped(String text) {
    return text.codePoints()
        .mapToObj(point -> SPECIAL.getOrDefault(point, Character.toString(point)))
        .collect(Collectors.joining());
  }
}
