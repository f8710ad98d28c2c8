package org.eobench.cli.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eobench.cli.process.ParentWatch;
import org.eobench.cli.process.ThisProgram;
import org.eobench.core.error.ExitCode;
import org.eobench.core.train.StopSignal;

/**
 * Runs a job in a separate process with the same Java and the same options. A job that is killed or
 * crashes does not end the sweep. A job whose sweep was killed stops cleanly, see {@link
 * ParentWatch}.
 */
final class ProcessLauncher implements JobLauncher {
  private static final int MILLIS_BETWEEN_LOOKS = 200;

  private final Consumer<String> echo;

  /**
   * @param echo receives each output line of a job immediately
   */
  ProcessLauncher(Consumer<String> echo) {
    this.echo = echo;
  }

  @Override
  public int run(SweepJob job, StopSignal stop) {
    try {
      Files.createDirectories(job.directory());
      if (!new EarlierJob(job, echo).awaitEnd(stop)) {
        return ExitCode.INTERRUPTED.code();
      }
      // The standard input of the job closes only when this process dies, which stops the job.
      Process process =
          new ProcessBuilder(ThisProgram.command(List.of(), job.arguments()))
              .redirectErrorStream(true)
              .start();
      Thread reader = new Thread(() -> copy(process, job), "job " + job.number());
      reader.start();
      waitFor(process, stop);
      process.getOutputStream().close();
      reader.join();
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for job " + job.number(), e);
    }
  }

  private static void waitFor(Process process, StopSignal stop) throws InterruptedException {
    boolean asked = false;
    while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
      if (stop.requested() && !asked) {
        process.destroy(); // SIGTERM: the job stops at its next step, as on Ctrl-C
        asked = true;
      }
    }
  }

  /** Reads to the end even if the log fails: a job whose output is not read would block. */
  private void copy(Process process, SweepJob job) {
    String mark = "[" + job.number() + "] ";
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        JobLog log = new JobLog(job.log(), problem -> echo.accept(mark + problem))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.write(line);
        echo.accept(mark + line);
      }
    } catch (IOException e) {
      echo.accept(mark + "cannot read its output: " + e.getMessage());
    }
  }
}
