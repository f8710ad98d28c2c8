package org.eobench.core.error;

/** The exit codes of the program, one for each kind of failure, for use in scripts. */
public enum ExitCode {
  OK(0),
  /** A run started and failed: the training diverged, the disk was full, or a comparison failed. */
  FAILURE(1),
  /** The command line is invalid. */
  USAGE(2),
  /** The configuration cannot be composed or is invalid. */
  CONFIG(3),
  /** A data file or folder is missing, unreadable or inconsistent. */
  DATA(4),
  /** A weight file is missing, malicious, or does not fit the model. */
  WEIGHTS(5),
  /** A gate found runs that are worse than their baseline, or not comparable with it. */
  GATE(6),
  /** Stopped by Ctrl-C or SIGTERM. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The meaning of a process's exit code; one that was killed has failed. */
  public static ExitCode of(int code) {
    for (ExitCode known : values()) {
      if (known.code == code) {
        return known;
      }
    }
    return FAILURE;
  }
}
