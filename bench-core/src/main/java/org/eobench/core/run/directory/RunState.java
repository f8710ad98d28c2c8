package org.eobench.core.run.directory;

/** How far a run came. Anything but {@link #COMPLETE} in a directory at rest is unfinished. */
public enum RunState {
  /** Started; when no process holds the directory any more, it was killed. */
  RUNNING,
  /** Stopped by Ctrl-C or SIGTERM after writing its last checkpoint. */
  INTERRUPTED,
  /** Ended with an error. */
  FAILED,
  /** Trained, tested and written. */
  COMPLETE
}
