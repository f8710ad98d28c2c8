package org.eobench.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Text in columns as wide as their widest cell; numbers of a column marked so end at its right. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> rightAligned;

  /**
   * @param rightAligned columns, from 0, whose cells end at the right
   */
  TextTable(List<String> header, Integer... rightAligned) {
    rows.add(List.copyOf(header));
    this.rightAligned = Arrays.asList(rightAligned);
  }

  void add(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d cells for %d columns", cells.length, rows.get(0).size()));
    }
    rows.add(List.of(cells));
  }

  /** The lines, header first, without blanks at their ends. */
  List<String> lines() {
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
