package org.eobench.cli.sweep;

import java.time.Instant;
import java.util.Map;
import org.eobench.cli.sweep.machine.ProcessMemory;
import org.eobench.core.train.StopSignal;

/** Runs one job of a sweep until it ends. */
public interface JobLauncher {
  /** Hears what a job does while it runs. */
  interface Watch {
    /** The process of the job has begun. */
    void started(long pid, Instant start);

    /** The process printed a line. */
    void line(String text);

    /** The memory that the process holds. */
    void memory(ProcessMemory memory);
  }

  /**
   * Runs a job and writes its output to its log.
   *
   * @param environment variables of its process besides those of this one
   * @param stop when set, the job is asked to stop, and the call waits for it
   */
  JobEnd run(SweepJob job, Map<String, String> environment, StopSignal stop, Watch watch);
}
