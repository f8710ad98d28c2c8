package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.util.List;

/**
 * One job of a sweep.
 *
 * @param number place in the job list, from 0
 * @param overrides what it was asked for and not every other job too, as the user would write it
 * @param arguments the whole command line of its process
 * @param directory where it keeps everything
 */
record SweepJob(int number, List<String> overrides, List<String> arguments, Path directory) {
  SweepJob {
    overrides = List.copyOf(overrides);
    arguments = List.copyOf(arguments);
  }

  /** The file with everything it printed. */
  Path log() {
    return directory.resolve("job.log");
  }

  /** What makes it differ from the others, for tables. */
  String label() {
    return overrides.isEmpty() ? "(nothing)" : String.join(" ", overrides);
  }
}
