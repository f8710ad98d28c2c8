package org.eobench.cli.sweep.machine;

import java.nio.file.Path;

/**
 * The main memory of a process, as Linux tells it.
 *
 * @param now bytes that it holds now; 0 if unknown
 * @param peak the most bytes that it held; 0 if unknown
 */
public record ProcessMemory(long now, long peak) {
  private static final long KIB = 1024;
  private static final Path PROC = Path.of("/proc");

  /** Of a process that has not begun, or on a system that does not tell. */
  public static final ProcessMemory UNKNOWN = new ProcessMemory(0, 0);

  /** Of a running process. */
  public static ProcessMemory of(long pid) {
    Path status = PROC.resolve(String.valueOf(pid)).resolve("status");
    return new ProcessMemory(
        TextFiles.named(status, "VmRSS:").orElse(0) * KIB,
        TextFiles.named(status, "VmHWM:").orElse(0) * KIB);
  }

  /** The current value of another look, and the higher peak of both. */
  public ProcessMemory then(ProcessMemory later) {
    return new ProcessMemory(later.now, Math.max(Math.max(peak, later.peak), later.now));
  }
}
