package org.eobench.core.error;

/** Exit codes of the program, one per class of failure, so that scripts can tell them apart. */
public enum ExitCode {
  OK(0),
  /** A run that started and failed: training diverged, disk full, a comparison was lost. */
  FAILURE(1),
  /** The command line itself cannot be understood. */
  USAGE(2),
  /** The configuration does not compose or does not validate. */
  CONFIG(3),
  /** A data file or folder is missing, unreadable or inconsistent. */
  DATA(4),
  /** A weight file is missing, hostile or does not fit the model. */
  WEIGHTS(5),
  /** Stopped by Ctrl-C or SIGTERM. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
