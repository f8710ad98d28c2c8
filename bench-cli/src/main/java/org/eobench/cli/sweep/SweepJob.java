package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.util.List;

/**
 * One job of a sweep.
 *
 * @param number index in the job list, from 0
 * @param overrides its overrides except those that all jobs share, as the user would write them
 * @param arguments complete command line of its process
 * @param directory directory of its output
 */
record SweepJob(int number, List<String> overrides, List<String> arguments, Path directory) {
  SweepJob {
    overrides = List.copyOf(overrides);
    arguments = List.copyOf(arguments);
  }

  /** The file with its output. */
  Path log() {
    return directory.resolve("job.log");
  }

  /** Its difference from the other jobs, for tables. */
  String label() {
    return overrides.isEmpty() ? "(nothing)" : String.join(" ", overrides);
  }
}
