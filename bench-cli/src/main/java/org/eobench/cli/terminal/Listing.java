package org.eobench.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that is printed with all or only some columns, or row by row.
 *
 * @param table every column
 * @param wide column numbers for a wide terminal, or if all are requested
 * @param narrow column numbers for a terminal with 80 columns
 * @param below text after the table; may be empty
 */
public record Listing(TextTable table, List<Integer> wide, List<Integer> narrow, String below) {
  private static final String INDENT = "  ";

  public Listing {
    wide = List.copyOf(wide);
    narrow = List.copyOf(narrow);
  }

  /** The lines for a terminal width; all columns if they fit or are requested. */
  public List<String> lines(int width, boolean all) {
    TextTable whole = table.columns(wide);
    boolean fits = whole.width() + INDENT.length() <= width;
    TextTable shown = all || fits ? whole : table.columns(narrow);
    List<String> lines = new ArrayList<>();
    shown.lines().forEach(line -> lines.add(INDENT + line));
    if (!all && !fits) {
      lines.add("");
      lines.add("--long shows more columns; a NAME after the kind shows all facts of one row.");
    }
    return with(lines, width);
  }

  /** Every row as separate lines. */
  public List<String> records(int width) {
    List<String> lines = new ArrayList<>();
    table.columns(wide).records().forEach(line -> lines.addAll(Wrap.lines(line, width)));
    return with(lines, width);
  }

  private List<String> with(List<String> lines, int width) {
    if (!below.isEmpty()) {
      lines.add("");
      below.lines().forEach(line -> lines.addAll(Wrap.lines(line, width)));
    }
    return lines;
  }
}
