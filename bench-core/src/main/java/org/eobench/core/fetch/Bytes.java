package org.eobench.core.fetch;

import java.util.Locale;

/** Formats numbers of bytes. */
final class Bytes {
  static final long MEBI = 1 << 20;

  private Bytes() {}

  /** {@code 512 bytes}, {@code 4.2 MiB}. */
  static String text(long bytes) {
    return bytes < MEBI
        ? String.format(Locale.ROOT, "%,d bytes", bytes)
        : String.format(Locale.ROOT, "%,.1f MiB", bytes / (double) MEBI);
  }
}
