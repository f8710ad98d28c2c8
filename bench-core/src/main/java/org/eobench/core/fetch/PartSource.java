package org.eobench.core.fetch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The source of the bytes of a partial file, so that a later attempt can continue.
 *
 * @param address requested address
 * @param validator strong {@code ETag} or else {@code Last-Modified} of the response; empty if the
 *     server sent neither
 * @param total length of the file, or -1 while unknown
 */
record PartSource(String address, String validator, long total) {

  /** Three lines: address, validator, total. */
  String text() {
    return String.format(Locale.ROOT, "%s%n%s%n%d%n", address, validator, total);
  }

  /** Parses {@link #text}; returns null for anything else. */
  static @Nullable PartSource parse(String text) {
    String[] lines = text.split("\\R", -1);
    if (lines.length < 3 || !lines[2].matches("-?[0-9]{1,18}")) {
      return null;
    }
    return new PartSource(lines[0], lines[1], Long.parseLong(lines[2]));
  }
}
