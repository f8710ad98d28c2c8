package org.eobench.cli.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.jspecify.annotations.Nullable;

/**
 * What the directory of a job holds: the newest run of the job's very configuration.
 *
 * @param state how far the job has come
 * @param directory the run directory; null if there is none
 */
public record JobRun(JobState state, @Nullable Path directory) {
  private static final JobRun NONE = new JobRun(JobState.OPEN, null);

  /** Looks into the directory of a job. */
  public static JobRun of(SweepJob job) {
    for (Path run : newestFirst(job.directory())) {
      RunRecord record = read(run);
      if (record != null && record.fingerprint().equals(job.fingerprint())) {
        return new JobRun(state(job, run, record.state()), run);
      }
    }
    return NONE;
  }

  /** Whether the directory of a job holds any run, also one that cannot be read. */
  static boolean isBegun(SweepJob job) {
    return !newestFirst(job.directory()).isEmpty();
  }

  private static JobState state(SweepJob job, Path run, RunState recorded) {
    Integer until = job.untilEpoch();
    if (recorded == RunState.COMPLETE || (until != null && ValidationLog.of(run).reached(until))) {
      return JobState.COMPLETE;
    }
    if (RunDirectory.holder(run).isPresent()) {
      return JobState.RUNNING;
    }
    return recorded == RunState.FAILED ? JobState.FAILED : JobState.PARTIAL;
  }

  private static List<Path> newestFirst(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(directory)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("run.json")))
          .sorted(Comparator.comparing((Path folder) -> folder.getFileName().toString()).reversed())
          .toList();
    } catch (IOException unreadable) {
      return List.of(); // the process of the job reports the reason
    }
  }

  private static @Nullable RunRecord read(Path run) {
    try {
      return RunDirectory.read(run);
    } catch (BenchException unreadable) {
      return null; // the process of the job reports it
    }
  }
}
