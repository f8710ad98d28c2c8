package org.eobench.cli.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.train.StopSignal;

/**
 * A job of an earlier sweep in the same directory that is still running. The sweep waits for it, so
 * that {@code resume=true} continues from its result and two processes never share a directory.
 */
public final class EarlierJob {
  private static final int MILLIS_BETWEEN_LOOKS = 500;

  private final SweepJob job;
  private final Consumer<String> echo;

  /**
   * @param echo receives a message when there is something to wait for
   */
  public EarlierJob(SweepJob job, Consumer<String> echo) {
    this.job = job;
    this.echo = echo;
  }

  /**
   * Waits until no process works in the job's directory.
   *
   * @return false if the user wants to stop first
   */
  public boolean awaitEnd(StopSignal stop) throws IOException, InterruptedException {
    boolean reported = false;
    while (true) {
      Optional<String> holder = holder();
      if (holder.isEmpty()) {
        if (reported) {
          echo.accept("the earlier job has ended");
        }
        return true;
      }
      if (!reported) {
        echo.accept(holder.get() + ": waiting for it to end");
        reported = true;
      }
      if (stop.requested()) {
        return false;
      }
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
    }
  }

  private Optional<String> holder() throws IOException {
    if (!Files.isDirectory(job.directory())) {
      return Optional.empty();
    }
    List<Path> runs;
    try (Stream<Path> folders = Files.list(job.directory())) {
      runs = folders.filter(Files::isDirectory).sorted().toList();
    }
    for (Path run : runs) {
      Optional<String> holder = RunDirectory.holder(run);
      if (holder.isPresent()) {
        return Optional.of(holder.get() + " of an earlier sweep is still using " + run);
      }
    }
    return Optional.empty();
  }
}
