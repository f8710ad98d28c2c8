package org.eobench.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks lines between words to fit a width and aligns the continuation lines. */
public final class Wrap {
  /** A name, at least two spaces, and its description. */
  private static final Pattern COLUMNS = Pattern.compile("( *\\S.*? {2,})\\S.*");

  private Wrap() {}

  /** The text with all lines broken; a word longer than the width is kept whole. */
  public static String text(String text, int width) {
    List<String> broken = new ArrayList<>();
    for (String line : text.lines().toList()) {
      broken.addAll(lines(line, width));
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

  private static int hang(String line, int width) {
    Matcher columns = COLUMNS.matcher(line);
    int column = columns.matches() ? columns.group(1).length() : 0;
    boolean plain = firstWord(line) == 0 && !line.startsWith("usage:");
    return column > 0 && column <= width / 2 ? column : plain ? 0 : firstWord(line) + 2;
  }
}
