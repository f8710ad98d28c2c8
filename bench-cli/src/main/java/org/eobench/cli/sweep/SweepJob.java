package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job of a sweep.
 *
 * @param number index in the job list, from 0
 * @param overrides its overrides except those that all jobs share, as the user would write them
 * @param arguments complete command line of its process
 * @param directory directory of its output
 * @param fingerprint identity of its configuration
 * @param device the configured device, such as {@code auto}
 * @param fixesThreads whether its configuration fixes the number of threads
 * @param untilEpoch the epoch after whose validation it is stopped, or null to let it end by itself
 */
public record SweepJob(
    int number,
    List<String> overrides,
    List<String> arguments,
    Path directory,
    String fingerprint,
    String device,
    boolean fixesThreads,
    @Nullable Integer untilEpoch) {
  public SweepJob {
    overrides = List.copyOf(overrides);
    arguments = List.copyOf(arguments);
  }

  /** The file with its output. */
  Path log() {
    return directory.resolve("job.log");
  }

  /** Its difference from the other jobs, for tables. */
  public String label() {
    return overrides.isEmpty() ? "(nothing)" : String.join(" ", overrides);
  }

  /** The same job, which is stopped after the validation of an epoch; null for never. */
  public SweepJob until(@Nullable Integer epoch) {
    return new SweepJob(
        number, overrides, arguments, directory, fingerprint, device, fixesThreads, epoch);
  }

  /** The same job, which goes on with what an earlier process of it has done. */
  SweepJob resuming() {
    List<String> longer = new ArrayList<>(arguments);
    longer.add("resume=true");
    return new SweepJob(
        number, overrides, longer, directory, fingerprint, device, fixesThreads, untilEpoch);
  }
}
