package org.eobench.cli.sweep;

import java.time.Duration;
import java.util.Locale;

/** Amounts of memory and time as text. */
public final class Sizes {
  private static final double GIB = 1024.0 * 1024 * 1024;
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private Sizes() {}

  static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }

  /** Such as {@code 12.3 s}, for tables. */
  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  /** A rough time, such as {@code 4 min}. */
  public static String about(double seconds) {
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds));
    }
    return seconds < HOUR
        ? String.format(Locale.ROOT, "%.0f min", seconds / MINUTE)
        : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
  }

  /** Such as {@code 02:07} or {@code 1:02:07}, for a running clock. */
  static String clock(Duration time) {
    String rest =
        String.format(Locale.ROOT, "%02d:%02d", time.toMinutesPart(), time.toSecondsPart());
    return time.toHours() == 0 ? rest : time.toHours() + ":" + rest;
  }
}
