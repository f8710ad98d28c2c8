package org.eobench.cli.sweep.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;

/**
 * {@code journal.jsonl} in the directory of a sweep: one JSON object for each event, appended and
 * flushed to the disk before the sweep goes on. The sweep that writes it has locked it, so that two
 * sweeps never work in one directory; the system releases the lock when the process ends for any
 * reason. While it is open, this process must not open the file a second time: closing that would
 * release the lock.
 */
public final class Journal implements Closeable {
  /** Name of the file. */
  public static final String NAME = "journal.jsonl";

  /** A byte behind every journal, so that other processes can read it on all systems. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;
  private final JournalHistory history;

  private Journal(Path file, FileChannel channel, JournalHistory history) {
    this.file = file;
    this.channel = channel;
    this.history = history;
  }

  /**
   * Opens or begins the journal of a sweep, and locks it. A last line that a killed process left
   * unfinished is removed.
   *
   * @throws BenchException {@code SweepIsBusy} if another process works on the sweep
   */
  public static Journal open(Path sweep) {
    Path file = sweep.resolve(NAME);
    try {
      Files.createDirectories(sweep);
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      try {
        lock(channel, sweep);
        String text = whole(channel);
        int end = text.lastIndexOf('\n') + 1;
        String complete = text.substring(0, end);
        long length = complete.getBytes(StandardCharsets.UTF_8).length;
        channel.truncate(length);
        channel.position(length);
        return new Journal(file, channel, JournalHistory.of(file, complete));
      } catch (IOException | RuntimeException failure) {
        channel.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(file, failure);
    }
  }

  /** What a journal says so far, without a lock; empty where there is none. */
  public static JournalHistory read(Path sweep) {
    Path file = sweep.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return JournalHistory.NONE;
    }
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return JournalHistory.of(file, text.substring(0, text.lastIndexOf('\n') + 1));
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("CannotRead", "the journal of the sweep cannot be read: " + failure)
              .at(file.toString())
              .expecting("a file that this user can read"));
    }
  }

  /** What it said when it was opened. */
  public JournalHistory history() {
    return history;
  }

  /** Adds an event, with the time. */
  public synchronized void write(ObjectNode event) {
    ObjectNode timed = JSON.createObjectNode().put("time", Instant.now().toString());
    timed.setAll(event);
    try {
      String line = JSON.writeValueAsString(timed) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an event holds texts and numbers only", impossible);
    } catch (IOException failure) {
      throw AtomicFile.failed(file, failure);
    }
  }

  private static void lock(FileChannel channel, Path sweep) throws IOException {
    FileLock held;
    try {
      held = channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException sameProcess) {
      held = null;
    }
    if (held == null) {
      List<Long> writers = JournalHistory.of(sweep.resolve(NAME), whole(channel)).writers();
      String holder =
          writers.isEmpty() ? "another process" : "process " + writers.get(writers.size() - 1);
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("SweepIsBusy", holder + " is working on this sweep")
              .at(sweep.toString())
              .expecting("the directory of a sweep that no process is working on")
              .next("wait until it ends, or stop it; then try again"));
    }
  }

  private static String whole(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    channel.position(0);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until everything is there
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw AtomicFile.failed(file, failure);
    }
  }
}
