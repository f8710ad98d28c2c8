package org.eobench.core.outcome;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The resident memory of this process, as Linux counts it; empty on other systems. */
public final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");
  private static final String PEAK = "5";
  private static final long KIB = 1024;

  private ResidentMemory() {}

  /** The current bytes, after a garbage collection. */
  public static OptionalLong settled() {
    System.gc();
    return bytes("VmRSS:");
  }

  /** Resets the peak; returns false if the system does not allow it. */
  public static boolean forgetPeak() {
    try {
      Files.writeString(RESET, PEAK);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** The peak bytes, in total or since {@link #forgetPeak()}. */
  public static OptionalLong peak() {
    return bytes("VmHWM:");
  }

  private static OptionalLong bytes(String field) {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }
}
