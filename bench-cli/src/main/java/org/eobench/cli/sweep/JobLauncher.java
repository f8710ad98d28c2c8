package org.eobench.cli.sweep;

import org.eobench.core.train.StopSignal;

/** Runs one job of a sweep to its end. */
interface JobLauncher {
  /**
   * Runs a job; what it prints goes into its log.
   *
   * @param stop when requested, the job is asked to stop and waited for
   * @return its exit code
   */
  int run(SweepJob job, StopSignal stop);
}
