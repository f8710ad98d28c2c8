package org.eobench.cli.sweep.machine;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Counts the processes that Linux killed for lack of memory since it was started. */
public final class MemoryKills {
  private static final Path VMSTAT = Path.of("/proc/vmstat");

  private MemoryKills() {}

  /** The number so far; empty where the system does not tell. */
  public static OptionalLong count() {
    return TextFiles.named(VMSTAT, "oom_kill");
  }
}
