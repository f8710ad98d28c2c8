package org.eobench.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.terminal.TextTable;
import org.eobench.cli.terminal.Wrap;
import org.eobench.report.format.WideTable;
import org.eobench.report.table.ReportTable;

/** A report for a terminal. */
public final class ReportText {
  private ReportText() {}

  /**
   * The lines of a report.
   *
   * @param width of the terminal; a wider table continues below with its other columns
   */
  public static List<String> lines(ReportTable table, int width) {
    List<String> lines = new ArrayList<>();
    lines.addAll(blocks(WideTable.scores(table), width));
    lines.add("");
    lines.addAll(Wrap.lines("mean ±95 % interval (number of runs)", width));
    lines.add("");
    lines.addAll(blocks(WideTable.standing(table), width));
    if (!table.calibrated().isEmpty()) {
      lines.add("");
      lines.addAll(blocks(WideTable.calibrated(table), width));
    }
    if (!table.compressions().isEmpty()) {
      lines.add("");
      lines.addAll(blocks(WideTable.compressions(table), width));
    }
    sentences("", table.remarks(), width, lines);
    sentences("What the table does not show:", table.limits(), width, lines);
    return lines;
  }

  private static void sentences(
      String title, List<String> sentences, int width, List<String> lines) {
    if (sentences.isEmpty()) {
      return;
    }
    lines.add("");
    if (!title.isEmpty()) {
      lines.add(title);
    }
    sentences.forEach(sentence -> lines.addAll(Wrap.lines("- " + sentence, width)));
  }

  /** The table in as many parts as the width requires; each has the names of the rows. */
  private static List<String> blocks(WideTable table, int width) {
    List<String> lines = new ArrayList<>();
    int columns = table.head().get(0).size();
    int from = 1;
    while (from < columns) {
      int to = from + 1;
      while (to < columns && widest(part(table, from, to + 1)) <= width) {
        to++;
      }
      if (from > 1) {
        lines.add("");
      }
      lines.addAll(part(table, from, to));
      from = to;
    }
    return lines;
  }

  private static int widest(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }

  private static List<String> part(WideTable table, int from, int to) {
    Integer[] right = new Integer[to - from];
    for (int i = 0; i < right.length; i++) {
      right[i] = i + 1;
    }
    TextTable text = new TextTable(cells(table.head().get(0), from, to), right);
    table.head().stream()
        .skip(1)
        .forEach(line -> text.add(cells(line, from, to).toArray(String[]::new)));
    table.body().forEach(line -> text.add(cells(line, from, to).toArray(String[]::new)));
    return text.lines();
  }

  private static List<String> cells(List<String> line, int from, int to) {
    List<String> cells = new ArrayList<>();
    cells.add(line.get(0));
    cells.addAll(line.subList(from, to));
    return cells;
  }
}
