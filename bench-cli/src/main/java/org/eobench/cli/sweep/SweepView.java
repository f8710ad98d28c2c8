package org.eobench.cli.sweep;

import org.eobench.cli.sweep.machine.ProcessMemory;

/** Shows how a sweep goes on. Several threads call it. */
public interface SweepView extends AutoCloseable {
  /** A sentence for the user. */
  void message(String text);

  /** A job starts. */
  void started(SweepJob job);

  /** A running job printed a line. */
  void line(SweepJob job, String text);

  /** The memory that a running job holds. */
  void memory(SweepJob job, ProcessMemory memory);

  /**
   * A job has ended, or was complete before.
   *
   * @param remaining how far the sweep has come and how long it may still take
   */
  void ended(JobOutcome outcome, Remaining remaining);

  @Override
  void close();
}
