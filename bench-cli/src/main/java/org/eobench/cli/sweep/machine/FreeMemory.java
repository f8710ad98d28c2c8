package org.eobench.cli.sweep.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The memory that a new process can take without another one being moved to disk or killed: what
 * Linux calls available, and no more than the control groups of this process (a container, a job of
 * SLURM) allow.
 */
public final class FreeMemory {
  private static final long KIB = 1024;

  private final Path proc;
  private final Path groups;

  /**
   * @param proc the folder {@code /proc}
   * @param groups the folder {@code /sys/fs/cgroup}
   */
  FreeMemory(Path proc, Path groups) {
    this.proc = proc;
    this.groups = groups;
  }

  public static FreeMemory ofSystem() {
    return new FreeMemory(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
  }

  /** Bytes; empty where the system does not tell. */
  public OptionalLong bytes() {
    OptionalLong available = TextFiles.named(proc.resolve("meminfo"), "MemAvailable:");
    if (available.isEmpty()) {
      return available;
    }
    long free = available.getAsLong() * KIB;
    for (String line : TextFiles.lines(proc.resolve("self/cgroup"))) {
      List<String> parts = List.of(line.split(":", 3));
      if (parts.size() == 3 && parts.get(1).isEmpty()) {
        free = Math.min(free, least(groups, parts.get(2), "memory.max", "memory.current"));
      } else if (parts.size() == 3 && List.of(parts.get(1).split(",", -1)).contains("memory")) {
        Path memory = groups.resolve("memory");
        free =
            Math.min(
                free,
                least(memory, parts.get(2), "memory.limit_in_bytes", "memory.usage_in_bytes"));
      }
    }
    return OptionalLong.of(Math.max(0, free));
  }

  /** What the group and all those around it leave free. */
  private static long least(Path root, String group, String limit, String usage) {
    Path folder = root.resolve(group.replaceFirst("^/+", ""));
    long free = left(root, limit, usage);
    for (Path at = folder; at != null && !at.equals(root); at = at.getParent()) {
      free = Math.min(free, left(at, limit, usage));
    }
    return free;
  }

  private static long left(Path folder, String limit, String usage) {
    OptionalLong most = TextFiles.only(folder.resolve(limit));
    OptionalLong used = TextFiles.only(folder.resolve(usage));
    if (most.isEmpty() || used.isEmpty()) {
      return Long.MAX_VALUE;
    }
    // Files that were read stay in memory until it is needed; they count as used.
    Path stat = folder.resolve("memory.stat");
    OptionalLong total = TextFiles.named(stat, "total_inactive_file");
    long files = total.orElse(TextFiles.named(stat, "inactive_file").orElse(0));
    return most.getAsLong() - used.getAsLong() + files;
  }
}
