package org.eobench.cli.sweep;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.eobench.cli.sweep.machine.ProcessMemory;

/**
 * Says whether another job fits into memory. A job is expected to take as much as the largest one
 * so far, and those that run are expected to grow to that size.
 */
final class MemoryGuard {
  private final Supplier<OptionalLong> free;
  private final Map<Integer, ProcessMemory> running = new HashMap<>();
  private long largest;

  /**
   * @param free bytes of free memory; empty where the system does not tell, and all jobs fit
   * @param largest peak of the largest job of an earlier sweep in this directory; 0 if unknown
   */
  MemoryGuard(Supplier<OptionalLong> free, long largest) {
    this.free = free;
    this.largest = largest;
  }

  /** A job begins. */
  synchronized void begins(int job) {
    running.put(job, ProcessMemory.UNKNOWN);
  }

  /** The memory of a running job. */
  synchronized void holds(int job, ProcessMemory memory) {
    if (running.containsKey(job)) {
      running.put(job, memory);
      largest = Math.max(largest, memory.peak());
    }
  }

  /** A job has ended. */
  synchronized void ends(int job) {
    running.remove(job);
  }

  /** Why another job does not fit now; empty if it does, or if no other job runs. */
  synchronized String obstacle() {
    OptionalLong bytes = free.get();
    if (bytes.isEmpty() || running.isEmpty() || largest == 0) {
      return "";
    }
    long promised = promised(running.values());
    if (bytes.getAsLong() >= promised + largest) {
      return "";
    }
    String growth =
        promised == 0
            ? ""
            : ", of which those that run may still take " + Sizes.gigabytes(promised);
    return String.format(
        Locale.ROOT,
        "%s of memory are free%s; the largest job so far took %s",
        Sizes.gigabytes(bytes.getAsLong()),
        growth,
        Sizes.gigabytes(largest));
  }

  /** What the running jobs may still take. */
  private long promised(Collection<ProcessMemory> jobs) {
    return jobs.stream().mapToLong(memory -> Math.max(0, largest - memory.now())).sum();
  }
}
