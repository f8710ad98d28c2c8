package org.eobench.core.parallel;

import java.nio.file.Path;
import java.util.List;

/** Starts this program again, to take part in a training. */
@FunctionalInterface
public interface WorkerLauncher {
  /**
   * Starts a process for the same run, which ends when this process dies.
   *
   * @param rank its place in the group
   * @param overrides the arguments of the run
   * @param log takes what it prints
   */
  Process start(Rank rank, List<String> overrides, Path log);
}
