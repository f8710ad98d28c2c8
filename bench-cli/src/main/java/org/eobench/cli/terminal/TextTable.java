package org.eobench.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Text in columns as wide as their widest cell, optionally right-aligned. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> rightAligned;

  /**
   * @param rightAligned indices of right-aligned columns
   */
  public TextTable(List<String> header, Integer... rightAligned) {
    rows.add(List.copyOf(header));
    this.rightAligned = Arrays.asList(rightAligned);
  }

  public void add(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d cells for %d columns", cells.length, rows.get(0).size()));
    }
    rows.add(List.of(cells));
  }

  /** A table with some of the columns, in the original order. */
  TextTable columns(List<Integer> kept) {
    Integer[] right =
        IntStream.range(0, kept.size())
            .filter(i -> rightAligned.contains(kept.get(i)))
            .boxed()
            .toArray(Integer[]::new);
    TextTable table = new TextTable(cells(rows.get(0), kept), right);
    rows.stream().skip(1).forEach(row -> table.rows.add(cells(row, kept)));
    return table;
  }

  private static List<String> cells(List<String> row, List<Integer> kept) {
    return kept.stream().map(row::get).toList();
  }

  /** The width of its widest line. */
  int width() {
    return lines().stream().mapToInt(String::length).max().orElse(0);
  }

  /**
   * Its rows as {@code column cell} lines below their first cell, for rows that are too long for a
   * line.
   */
  List<String> records() {
    List<String> header = rows.get(0);
    int width = header.stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      lines.add(row.get(0));
      for (int i = 1; i < row.size(); i++) {
        String label = header.get(i);
        lines.add(
            ("  " + label + " ".repeat(width - label.length()) + GAP + row.get(i)).stripTrailing());
      }
    }
    return lines;
  }

  /** The lines, header first, without trailing spaces. */
  public List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - row.get(i).length());
      cells.add(rightAligned.contains(i) ? blanks + row.get(i) : row.get(i) + blanks);
    }
    return String.join(GAP, cells).stripTrailing();
  }
}
