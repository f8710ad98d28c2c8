package org.eobench.core.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much memory a further process of this machine can have, as Linux tells it. */
public final class FreeMemory {
  private static final Path MACHINE = Path.of("/proc/meminfo");
  private static final Path CONTAINER = Path.of("/sys/fs/cgroup");
  private static final long KIB = 1024;

  private FreeMemory() {}

  /**
   * Free bytes, with what is in use only as a cache of files; within a container, not more than its
   * limit leaves. Empty on other systems.
   */
  public static OptionalLong bytes() {
    return bytes(MACHINE, CONTAINER);
  }

  static OptionalLong bytes(Path machine, Path container) {
    OptionalLong free = available(lines(machine));
    OptionalLong limit = number(lines(container.resolve("memory.max")));
    OptionalLong used = number(lines(container.resolve("memory.current")));
    if (free.isEmpty() || limit.isEmpty() || used.isEmpty()) {
      return free;
    }
    return OptionalLong.of(Math.min(free.getAsLong(), limit.getAsLong() - used.getAsLong()));
  }

  private static OptionalLong available(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
        .findFirst();
  }

  /** The number of a file with one; empty for {@code max}, which is no limit. */
  private static OptionalLong number(List<String> lines) {
    return lines.stream()
        .limit(1)
        .filter(line -> line.matches("\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException absent) {
      return List.of();
    }
  }
}
