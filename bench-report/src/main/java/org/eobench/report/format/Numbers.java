package org.eobench.report.format;

import java.util.Locale;
import org.eobench.report.table.Cell;
import org.eobench.report.table.Column;

/** Numbers for people. */
public final class Numbers {
  private static final double KILO = 1_000;

  private Numbers() {}

  /** A score of a column: two decimals of a percentage, otherwise four digits. */
  public static String score(double value, Column column) {
    return column.percent()
        ? String.format(Locale.ROOT, "%.2f", value * column.scale())
        : digits(value);
  }

  /** The interval of a cell, as {@code ±} if it is symmetric; empty if there is none. */
  public static String interval(Cell cell, Column column) {
    if (!cell.hasInterval()) {
      return "";
    }
    double below = cell.mean() - cell.low();
    double above = cell.high() - cell.mean();
    if (Math.abs(below - above) <= 1e-9 * Math.max(Math.abs(cell.mean()), above)) {
      return "±" + score(above, column);
    }
    return "[" + score(cell.low(), column) + ", " + score(cell.high(), column) + "]";
  }

  /** Four significant digits, without an exponent where that is shorter. */
  public static String digits(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= 1e-3 && size < 1e6);
    int decimals = size == 0 ? 0 : Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    return plain
        ? String.format(Locale.ROOT, "%." + decimals + "f", value)
        : String.format(Locale.ROOT, "%.3e", value);
  }

  /** A large number with a prefix, such as {@code 86.7 M}. */
  public static String large(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    String[] prefixes = {"", " k", " M", " G", " T"};
    int prefix = 0;
    double rest = value;
    while (Math.abs(rest) >= KILO && prefix < prefixes.length - 1) {
      rest /= KILO;
      prefix++;
    }
    int decimals = prefix == 0 || rest >= 100 ? 0 : rest >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", rest) + prefixes[prefix];
  }

  /** A number with some decimals, or a dash. */
  public static String decimals(double value, int count) {
    if (Double.isNaN(value)) {
      return "–";
    }
    String text = String.format(Locale.ROOT, "%." + count + "f", value);
    return text.matches("-0\\.?0*") ? text.substring(1) : text;
  }
}
