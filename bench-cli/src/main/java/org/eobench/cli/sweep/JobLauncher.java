package org.eobench.cli.sweep;

import org.eobench.core.train.StopSignal;

/** Runs one job of a sweep until it ends. */
interface JobLauncher {
  /**
   * Runs a job and writes its output to its log.
   *
   * @param stop when set, the job is asked to stop, and the call waits for it
   * @return its exit code
   */
  int run(SweepJob job, StopSignal stop);
}
