package org.eobench.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eobench.core.io.AtomicFile;

/**
 * A line of a plan that this process alone works on. While the claim is open, its file stays locked
 * and is written twice a minute, so that other processes see that its holder lives. A holder that
 * could not show that for too long loses the line to another process, and learns of it.
 */
final class Claim implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The files of all claims of this process. On POSIX systems, closing any channel to a file gives
   * up all locks that the process has on it, so these are not opened again, not even to be read.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final byte[] LAST_BYTE = {'\n'};

  private final int index;
  private final int attempt;
  private final Path file;
  private final Path next;
  private final FileChannel channel;
  private final Duration betweenBeats;
  private final Thread beats = new Thread(this::beatUntilClosed, "claim");
  private volatile Runnable whenLost = () -> {};
  private volatile boolean lost;

  /**
   * @param attempt how often the line was begun, with this time
   * @param next the file of a later claim on the line
   * @param channel to the file, which ends with a line break
   * @param betweenBeats time between two signs of life
   */
  Claim(int index, int attempt, Path file, Path next, FileChannel channel, Duration betweenBeats) {
    this.index = index;
    this.attempt = attempt;
    this.file = file;
    this.next = next;
    this.channel = channel;
    this.betweenBeats = betweenBeats;
    beats.setDaemon(true);
  }

  /** Whether this process holds the claim of a file. */
  static boolean isHeldHere(Path file) {
    return HELD.contains(file.toAbsolutePath().normalize());
  }

  /** Begins to show that the holder lives. */
  Claim held() {
    HELD.add(file.toAbsolutePath().normalize());
    beats.start();
    return this;
  }

  /** The number of the line. */
  int index() {
    return index;
  }

  /** How often the line was begun, with this time, not counting those who gave it back. */
  int attempt() {
    return attempt;
  }

  /** Whether another process has taken the line over. */
  boolean isLost() {
    return lost;
  }

  /** Sets what happens when another process takes the line over. */
  void whenLost(Runnable action) {
    whenLost = action;
    if (lost) {
      action.run();
    }
  }

  private void beatUntilClosed() {
    try {
      while (true) {
        Thread.sleep(betweenBeats.toMillis());
        beat();
      }
    } catch (InterruptedException | ClosedChannelException closed) {
      return;
    }
  }

  /** Shows that the holder lives, and looks whether another process takes it for dead. */
  void beat() throws ClosedChannelException {
    if (!lost && Files.exists(next)) {
      lost = true;
      whenLost.run();
    }
    try {
      // A write, because its time is that of the storage, whatever the clock of this machine says.
      channel.write(ByteBuffer.wrap(LAST_BYTE), channel.size() - LAST_BYTE.length);
      channel.force(true);
    } catch (ClosedChannelException closed) {
      throw closed;
    } catch (IOException unreachable) {
      return; // the next beat may succeed
    }
  }

  /** Gives the line back, unfinished, for the next process. */
  void release() {
    AtomicFile.writeString(Claims.left(file), "");
  }

  /** Leaves the line to another attempt, after a run that failed. */
  void fail(int exit) {
    AtomicFile.writeString(
        Claims.left(file), JSON.createObjectNode().put("exit", exit).toString() + "\n");
  }

  @Override
  public void close() {
    beats.interrupt();
    try {
      channel.close();
    } catch (IOException failure) {
      throw AtomicFile.failed(file, failure);
    } finally {
      HELD.remove(file.toAbsolutePath().normalize());
    }
  }
}
