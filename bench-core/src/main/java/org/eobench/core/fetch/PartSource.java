package org.eobench.core.fetch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of a part belong to, so that a later attempt may go on with them.
 *
 * @param address where they came from, as asked for
 * @param validator the strong {@code ETag} or else {@code Last-Modified} of the answer; empty if
 *     the server gave neither
 * @param total length of the whole file, or -1 while unknown
 */
record PartSource(String address, String validator, long total) {

  /** Three lines: address, validator, total. */
  String text() {
    return String.format(Locale.ROOT, "%s%n%s%n%d%n", address, validator, total);
  }

  /** Reads {@link #text}; null when it is anything else. */
  static @Nullable PartSource parse(String text) {
    String[] lines = text.split("\\R", -1);
    if (lines.length < 3 || !lines[2].matches("-?[0-9]{1,18}")) {
      return null;
    }
    return new PartSource(lines[0], lines[1], Long.parseLong(lines[2]));
  }
}
