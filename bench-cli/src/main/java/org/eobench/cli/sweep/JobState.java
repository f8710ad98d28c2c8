package org.eobench.cli.sweep;

import java.util.Locale;

/** How far a job has come. */
public enum JobState {
  /** Not begun, or nothing of it is left. */
  OPEN,
  /** A process works on it. */
  RUNNING,
  /** Stopped or killed; it goes on from its last checkpoint. */
  PARTIAL,
  /** Ended with an error. */
  FAILED,
  /** Trained and tested, or trained as far as the sweep wants. */
  COMPLETE;

  /** The word for tables. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
