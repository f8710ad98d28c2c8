package org.eobench.cli.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.sweep.journal.Journal;
import org.eobench.cli.sweep.journal.JournalHistory;
import org.eobench.cli.sweep.journal.PlannedSweep;
import org.eobench.cli.sweep.machine.FreeMemory;
import org.eobench.cli.terminal.LiveBlock;
import org.eobench.core.train.StopSignal;

/**
 * A sweep that this process works on: its directory is locked, and each event is recorded in the
 * journal and shown to the user.
 */
public final class SweepSession implements AutoCloseable {
  private final Journal journal;
  private final SweepOptions options;
  private final StopSignal stop;
  private final Slots slots;
  private final SweepView view;
  private final JobJournal jobs;
  private final MemoryGuard guard;
  private boolean ready;

  private SweepSession(
      Path directory, Journal journal, SweepOptions options, Invocation invocation) {
    this.journal = journal;
    this.options = options;
    this.stop = invocation.interruption().watch();
    this.slots = Slots.ofMachine(options.jobs());
    this.view = view(invocation);
    this.jobs = new JobJournal(directory, journal);
    FreeMemory memory = FreeMemory.ofSystem();
    this.guard = new MemoryGuard(memory::bytes, journal.history().peakBytes());
    if (options.jobs() > 1 && memory.bytes().isEmpty()) {
      view.message(
          "warning: this system does not tell how much memory is free: jobs start without a check");
    }
  }

  /**
   * Locks the directory of a sweep, and begins its journal or goes on with it.
   *
   * @throws org.eobench.core.error.BenchException if another process works there, or if the
   *     directory holds another sweep
   */
  public static SweepSession open(
      Path directory, PlannedSweep planned, SweepOptions options, Invocation invocation) {
    Journal journal = Journal.open(directory);
    try {
      PlannedSweep before = journal.history().planned();
      if (before != null) {
        before.requireSame(planned, directory);
      }
      journal.write(JobJournal.opened(options.jobs()));
      if (before == null) {
        journal.write(planned.event());
      }
      return new SweepSession(directory, journal, options, invocation);
    } catch (RuntimeException failure) {
      journal.close();
      throw failure;
    }
  }

  private static SweepView view(Invocation invocation) {
    Optional<LiveBlock> block = LiveBlock.ofProcess();
    return block.isPresent()
        ? new LiveView(block.get(), System::nanoTime)
        : new PlainView(invocation.out()::println);
  }

  /** Whether the directory held this sweep before. */
  public boolean isResumed() {
    return journal.history().planned() != null;
  }

  /** Tells the user something. */
  public void message(String text) {
    view.message(text);
  }

  /** Whether the user wants to stop. */
  public boolean isStopped() {
    return stop.requested();
  }

  /**
   * Runs jobs and waits for their end; may be called again with further jobs.
   *
   * @param goOn whether what the directories of the jobs hold is continued
   */
  public List<JobOutcome> run(List<SweepJob> list, boolean goOn) {
    if (!ready) {
      slots.remarks(list).forEach(view::message);
      awaitEarlier(journal.history());
      ready = true;
    }
    return new SweepRunner(
            new ProcessLauncher(), view, jobs, slots, guard, options.failFast(), stop)
        .run(list, goOn);
  }

  private void awaitEarlier(JournalHistory history) {
    try {
      EarlierProcesses.awaitEnd(history.begun(), stop, view::message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an earlier sweep", e);
    }
  }

  @Override
  public void close() {
    view.close();
    journal.close();
  }
}
