package org.eobench.cli.verbs;

import org.eobench.bench.Bench;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.process.WorkerProcesses;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.error.ExitCode;

/** What {@code run} does in a process that another one has started for a training. */
final class Assistance {
  private Assistance() {}

  /**
   * Takes part in the training until it ends.
   *
   * @param composition of the run
   */
  static ExitCode to(Invocation invocation, Composition composition) {
    // Ctrl-C reaches all processes of a terminal; the leading one decides when its training ends.
    invocation.interruption().watch();
    try (Bench bench = invocation.bench()) {
      bench.prepare(composition).assist(WorkerProcesses.ofProcess());
    }
    return ExitCode.OK;
  }
}
