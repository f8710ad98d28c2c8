package org.eobench.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines between words to fit a width and aligns the continuation lines. */
public final class Wrap {
  private Wrap() {}

  /** The text with all lines broken; a word longer than the width is kept whole. */
  public static String text(String text, int width) {
    List<String> broken = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      broken.addAll(lines(text.substring(start, end), width));
      start = end + 1;
    }
    return String.join("\n", broken);
  }

  /**
   * Breaks one line. Continuation lines are aligned with its last column, or indented by two if the
   * line is indented.
   */
  public static List<String> lines(String line, int width) {
    List<String> lines = new ArrayList<>();
    int hang = hang(line, width);
    String rest = line;
    while (rest.length() > width) {
      int start = lines.isEmpty() ? firstWord(rest) : hang;
      int at = rest.lastIndexOf(' ', width);
      if (at <= start) {
        at = rest.indexOf(' ', width);
      }
      if (at < 0) {
        break;
      }
      lines.add(rest.substring(0, at).stripTrailing());
      rest = " ".repeat(hang) + rest.substring(at).strip();
    }
    lines.add(rest);
    return lines;
  }

  private static int firstWord(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** Where the description begins after a name and at least two spaces; 0 without one. */
  private static int secondColumn(String line) {
    int first = firstWord(line);
    for (int at = first + 3; at < line.length(); at++) {
      boolean apart = line.startsWith("  ", at - 2);
      if (apart && !Character.isWhitespace(line.charAt(at))) {
        return at;
      }
    }
    return 0;
  }

  private static int hang(String line, int width) {
    int column = secondColumn(line);
    boolean plain = firstWord(line) == 0 && !line.startsWith("usage:");
    return column > 0 && column <= width / 2 ? column : plain ? 0 : firstWord(line) + 2;
  }
}
