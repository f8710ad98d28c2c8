package org.eobench.core.fetch;

import java.util.Locale;

/** Formats numbers of bytes. */
public final class Bytes {
  static final long MEBI = 1 << 20;

  private static final long GIBI = 1 << 30;

  /** From here on, mebibytes would have five digits. */
  private static final long MANY = 10 * GIBI;

  private Bytes() {}

  /** {@code 512 bytes}, {@code 4.2 MiB}, {@code 14.0 GiB}. */
  public static String text(long bytes) {
    if (bytes < MEBI) {
      return String.format(Locale.ROOT, "%,d bytes", bytes);
    }
    return bytes < MANY
        ? String.format(Locale.ROOT, "%,.1f MiB", bytes / (double) MEBI)
        : String.format(Locale.ROOT, "%,.1f GiB", bytes / (double) GIBI);
  }
}
