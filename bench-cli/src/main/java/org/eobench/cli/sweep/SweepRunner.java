package org.eobench.cli.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eobench.cli.sweep.machine.ProcessMemory;
import org.eobench.core.error.ExitCode;
import org.eobench.core.train.StopSignal;
import org.jspecify.annotations.Nullable;

/**
 * Runs the jobs of a sweep, some at once, and records each event in the journal. A job that fails
 * does not end the others, unless that is asked for.
 */
public final class SweepRunner {
  private static final long MILLIS_BETWEEN_LOOKS = 500;
  private static final double NANOS = 1e9;

  private final JobLauncher launcher;
  private final SweepView view;
  private final JobJournal journal;
  private final Slots slots;
  private final MemoryGuard guard;
  private final boolean failFast;
  private final StopSignal stop;

  /**
   * @param failFast whether no job is started after one has failed
   * @param stop asks the running jobs to stop, and starts no more
   */
  SweepRunner(
      JobLauncher launcher,
      SweepView view,
      JobJournal journal,
      Slots slots,
      MemoryGuard guard,
      boolean failFast,
      StopSignal stop) {
    this.launcher = launcher;
    this.view = view;
    this.journal = journal;
    this.slots = slots;
    this.guard = guard;
    this.failFast = failFast;
    this.stop = stop;
  }

  /**
   * Runs jobs; returns when all have ended.
   *
   * @param goOn whether what is complete in the directories of the jobs is skipped, and what is
   *     partial continued
   * @return the outcome of each, in the order of the jobs
   */
  public List<JobOutcome> run(List<SweepJob> jobs, boolean goOn) {
    Pass pass = new Pass(jobs, goOn);
    List<Thread> threads = new ArrayList<>();
    for (int slot = 0; slot < Math.min(slots.count(), jobs.size()); slot++) {
      int number = slot;
      Thread thread = new Thread(() -> pass.work(number), "slot " + slot);
      thread.start();
      threads.add(thread);
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while jobs run", e);
    }
    return pass.outcomes();
  }

  /** The exit code: 0 if all jobs are done, 130 if stopped, 1 if any failed. */
  static ExitCode code(List<JobOutcome> outcomes) {
    if (outcomes.stream().anyMatch(o -> o.state() == JobOutcome.State.INTERRUPTED)) {
      return ExitCode.INTERRUPTED;
    }
    return outcomes.stream().allMatch(JobOutcome::isDone) ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** One list of jobs on its way through the slots. */
  private final class Pass {
    private final List<SweepJob> jobs;
    private final boolean goOn;
    private final Deque<Integer> open = new ArrayDeque<>();
    private final @Nullable JobOutcome[] outcomes;
    private final Map<Integer, Long> starts = new HashMap<>();

    /** Jobs that were complete before, which take no time. */
    private final Set<Integer> complete = new HashSet<>();

    private final Object gate = new Object();
    private boolean failed;
    private @Nullable Throwable broken;

    Pass(List<SweepJob> jobs, boolean goOn) {
      this.jobs = List.copyOf(jobs);
      this.goOn = goOn;
      this.outcomes = new JobOutcome[jobs.size()];
      for (int i = 0; i < jobs.size(); i++) {
        open.add(i);
        if (goOn && JobRun.of(jobs.get(i)).state() == JobState.COMPLETE) {
          complete.add(i);
        }
      }
    }

    /** Runs one job after another until none is open. */
    void work(int slot) {
      try {
        for (Integer next = take(); next != null; next = take()) {
          SweepJob job = jobs.get(next);
          end(next, job, run(job, slot));
        }
      } catch (RuntimeException | Error failure) {
        synchronized (this) {
          broken = broken == null ? failure : broken;
        }
        stop.request(); // the other jobs stop cleanly; the failure is thrown when they have
      }
    }

    private @Nullable Integer take() {
      // One at a time: a job that waits for memory must not be overtaken by the next.
      synchronized (gate) {
        Integer index;
        synchronized (this) {
          index = isOver() ? null : open.poll();
        }
        if (index == null || complete.contains(index)) {
          return index;
        }
        awaitMemory(jobs.get(index));
        if (stop.requested()) {
          return null; // it is not started
        }
        guard.begins(jobs.get(index).number());
        synchronized (this) {
          starts.put(index, System.nanoTime());
        }
        return index;
      }
    }

    private boolean isOver() {
      return stop.requested() || (failFast && failed);
    }

    private void awaitMemory(SweepJob job) {
      String obstacle = guard.obstacle();
      if (obstacle.isEmpty()) {
        return;
      }
      view.message("job " + job.number() + " waits for memory: " + obstacle);
      while (!obstacle.isEmpty() && !stop.requested()) {
        try {
          Thread.sleep(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while waiting for memory", e);
        }
        obstacle = guard.obstacle();
      }
    }

    private JobOutcome run(SweepJob job, int slot) {
      JobRun found = goOn ? JobRun.of(job) : new JobRun(JobState.OPEN, null);
      if (found.state() == JobState.COMPLETE) {
        return new JobOutcome(
            job,
            JobOutcome.State.DONE_BEFORE,
            journal.earlierTime(job),
            ExitCode.OK.code(),
            List.of(),
            found.directory());
      }
      SweepJob started = goOn && JobRun.isBegun(job) ? job.resuming() : job;
      view.started(job);
      long start = System.nanoTime();
      JobEnd end = launcher.run(started, slots.environment(job, slot), stop, watch(job));
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      JobOutcome.State state = state(end);
      JobOutcome outcome =
          new JobOutcome(job, state, time, end.exit(), end.error(), JobRun.of(job).directory());
      journal.ended(outcome, end.memory().peak());
      return outcome;
    }

    private JobOutcome.State state(JobEnd end) {
      if (end.exit() == ExitCode.OK.code() || end.reached()) {
        return JobOutcome.State.DONE;
      }
      boolean stopped = stop.requested() || end.exit() == ExitCode.INTERRUPTED.code();
      return stopped ? JobOutcome.State.INTERRUPTED : JobOutcome.State.FAILED;
    }

    private JobLauncher.Watch watch(SweepJob job) {
      return new JobLauncher.Watch() {
        @Override
        public void started(long pid, Instant start) {
          journal.started(job, pid, start);
        }

        @Override
        public void line(String text) {
          view.line(job, text);
        }

        @Override
        public void memory(ProcessMemory memory) {
          guard.holds(job.number(), memory);
          view.memory(job, memory);
        }
      };
    }

    private synchronized void end(int index, SweepJob job, JobOutcome outcome) {
      guard.ends(job.number());
      starts.remove(index);
      outcomes[index] = outcome;
      failed |= outcome.state() == JobOutcome.State.FAILED;
      long now = System.nanoTime();
      int ended = (int) Arrays.stream(outcomes).filter(Objects::nonNull).count();
      int waiting = (int) open.stream().filter(other -> !complete.contains(other)).count();
      List<Double> elapsed = starts.values().stream().map(from -> (now - from) / NANOS).toList();
      view.ended(
          outcome,
          Remaining.of(ended, jobs.size(), waiting, journal.meanSeconds(), elapsed, slots.count()));
    }

    /** The outcomes, in the order of the jobs. */
    synchronized List<JobOutcome> outcomes() {
      if (broken instanceof RuntimeException failure) {
        throw failure;
      } else if (broken instanceof Error failure) {
        throw failure;
      }
      List<JobOutcome> all = new ArrayList<>();
      for (int i = 0; i < jobs.size(); i++) {
        JobOutcome outcome = outcomes[i];
        all.add(
            outcome != null
                ? outcome
                : new JobOutcome(
                    jobs.get(i), JobOutcome.State.NOT_STARTED, Duration.ZERO, 0, List.of(), null));
      }
      return all;
    }
  }
}
