package org.eobench.core.run.loggers;

import java.util.function.Supplier;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunState;

/** The work of a run, whose end is recorded in {@code run.json} and told to the loggers. */
public final class RecordedWork {
  private RecordedWork() {}

  /** Does the work and records how it ended. */
  public static <T> T of(RunDirectory directory, RunLoggers loggers, Supplier<T> work) {
    RunState reached = RunState.FAILED;
    String message = null;
    try {
      T result = work.get();
      reached = RunState.COMPLETE;
      return result;
    } catch (BenchException failure) {
      message = failure.getMessage();
      if (failure.exitCode() == ExitCode.INTERRUPTED) {
        reached = RunState.INTERRUPTED;
      }
      throw failure;
    } catch (RuntimeException | Error bug) {
      message = bug.toString();
      throw bug;
    } finally {
      // First what the run found: a logger may wait for its server, and be killed while it does.
      RunState state = reached;
      try {
        directory.end(state, message);
      } finally {
        loggers.end(state);
      }
    }
  }
}
