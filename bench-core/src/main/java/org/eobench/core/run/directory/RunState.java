package org.eobench.core.run.directory;

/**
 * The state of a run. If no process holds the directory, any state except {@link #COMPLETE} is
 * unfinished.
 */
public enum RunState {
  /** Started; if no process holds the directory, the run was killed. */
  RUNNING,
  /** Stopped by Ctrl-C or SIGTERM after writing its last checkpoint. */
  INTERRUPTED,
  /** Ended with an error. */
  FAILED,
  /** Trained and tested, with all results written. */
  COMPLETE
}
