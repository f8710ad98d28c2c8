package org.eobench.cli.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.eobench.cli.process.ParentWatch;
import org.eobench.cli.process.ThisProgram;
import org.eobench.cli.sweep.machine.MemoryKills;
import org.eobench.cli.sweep.machine.ProcessMemory;
import org.eobench.core.error.ExitCode;
import org.eobench.core.train.StopSignal;

/**
 * Runs a job in a separate process with the same Java and the same options. A job that is killed or
 * crashes does not end the sweep. A job whose sweep was killed stops cleanly, see {@link
 * ParentWatch}.
 */
public final class ProcessLauncher implements JobLauncher {
  private static final int MILLIS_BETWEEN_LOOKS = 200;

  @Override
  public JobEnd run(
      SweepJob job, Map<String, String> environment, StopSignal stop, JobLauncher.Watch watch) {
    try {
      Files.createDirectories(job.directory());
      if (!new EarlierJob(job, watch::line).awaitEnd(stop)) {
        return new JobEnd(ExitCode.INTERRUPTED.code(), false, List.of(), ProcessMemory.UNKNOWN);
      }
      OptionalLong kills = MemoryKills.count();
      // The standard input of the job closes only when this process dies, which stops the job.
      ProcessBuilder builder =
          new ProcessBuilder(ThisProgram.command(List.of(), job.arguments()))
              .redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      watch.started(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
      JobError error = new JobError();
      Thread reader = new Thread(() -> copy(process, job, watch, error), "job " + job.number());
      reader.start();
      Waiting waiting = new Waiting(process, job, stop, watch);
      waiting.untilEnd();
      process.getOutputStream().close();
      reader.join();
      int exit = process.exitValue();
      return new JobEnd(
          exit,
          waiting.reached,
          error.lines(exit, kills, MemoryKills.count(), waiting.memory.peak()),
          waiting.memory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for job " + job.number(), e);
    }
  }

  /** Looks at a running process until it ends. */
  private static final class Waiting {
    private final Process process;
    private final SweepJob job;
    private final StopSignal stop;
    private final JobLauncher.Watch watch;
    private ProcessMemory memory = ProcessMemory.UNKNOWN;
    private boolean reached;

    Waiting(Process process, SweepJob job, StopSignal stop, JobLauncher.Watch watch) {
      this.process = process;
      this.job = job;
      this.stop = stop;
      this.watch = watch;
    }

    void untilEnd() throws InterruptedException {
      boolean asked = false;
      while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
        memory = memory.then(ProcessMemory.of(process.pid()));
        watch.memory(memory);
        reached = reached || isFarEnough();
        if ((stop.requested() || reached) && !asked) {
          askToStop(process);
          asked = true;
        }
      }
      reached = reached || isFarEnough();
    }

    private boolean isFarEnough() {
      return job.untilEpoch() != null && JobRun.of(job).state() == JobState.COMPLETE;
    }
  }

  /**
   * Sends SIGTERM, on which a job stops at its next step. {@code Process.destroy} would also close
   * the pipes: the last words of the job would be lost, and it would take its parent for killed.
   */
  static void askToStop(Process process) {
    process.toHandle().destroy();
  }

  /** Reads to the end even if the log fails: a job whose output is not read would block. */
  private static void copy(Process process, SweepJob job, JobLauncher.Watch watch, JobError error) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        JobLog log = new JobLog(job.log(), watch::line)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.write(line);
        error.line(line);
        watch.line(line);
      }
    } catch (IOException e) {
      watch.line("cannot read its output: " + e.getMessage());
    }
  }
}
