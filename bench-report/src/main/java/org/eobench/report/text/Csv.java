package org.eobench.report.text;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of CSV (RFC 4180, with the line ends of Unix). */
public final class Csv {
  private Csv() {}

  /** A line with its end. */
  public static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\n";
  }

  private static String cell(String text) {
    boolean special = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
