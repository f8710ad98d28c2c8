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
 * {@code job.log}: the output of a job. If the log cannot be written, the user gets one warning and
 * the job continues without a log.
 */
final class JobLog implements Closeable {
  private final Path file;
  private final Consumer<String> problems;
  private @Nullable BufferedWriter out;

  /**
   * Starts a new log; refuses a symbolic link, which may lead to another file.
   *
   * @param problems receives a sentence when the log can no longer be written
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

  /** Writes a line and flushes it to disk. */
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
            + " cannot be written, so the output of the job is not saved: "
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
      } catch (IOException reported) {
        return; // every line was flushed, or its failure reported
      }
    }
  }
}
