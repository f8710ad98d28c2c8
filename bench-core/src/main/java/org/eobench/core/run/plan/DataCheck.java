package org.eobench.core.run.plan;

/** The values of {@code data_check}: what a run does about findings in its data. */
public enum DataCheck {
  /** Errors stop the run; warnings are printed, recorded, and repeated below the table. */
  STOP,
  /** Errors are treated like warnings. */
  WARN,
  /** The data are not checked. */
  SKIP
}
