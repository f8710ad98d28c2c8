package org.eobench.cli.sweep;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code job.log}: what a job printed. A log that cannot be written is told once and given up; the
 * job itself goes on.
 */
final class JobLog implements Closeable {
  private final Path file;
  private final Consumer<String> problems;
  private @Nullable BufferedWriter out;

  /**
   * Begins a new log; not through a symbolic link, which may lead to a file that is no log.
   *
   * @param problems is told, in a sentence, why nothing is kept any more
   */
  JobLog(Path file, Consumer<String> problems) {
    this.file = file;
    this.problems = problems;
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING,
              LinkOption.NOFOLLOW_LINKS);
      out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
    } catch (IOException failure) {
      giveUp(failure);
    }
  }

  /** Keeps a line, which reaches the disk at once. */
  void write(String line) {
    BufferedWriter writer = out;
    if (writer != null) {
      try {
        writer.write(line);
        writer.newLine();
        writer.flush();
      } catch (IOException failure) {
        giveUp(failure);
      }
    }
  }

  private void giveUp(IOException failure) {
    problems.accept(
        "warning: "
            + file
            + " cannot be written, what the job prints is not kept: "
            + failure.getMessage());
    close();
  }

  @Override
  public void close() {
    BufferedWriter writer = out;
    out = null;
    if (writer != null) {
      try {
        writer.close();
      } catch (IOException told) {
        return; // every line was flushed, or its failure told
      }
    }
  }
}
