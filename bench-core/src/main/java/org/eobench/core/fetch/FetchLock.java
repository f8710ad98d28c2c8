package org.eobench.core.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * Lets only one process at a time download a file. The lock is one byte of the folder's {@code
 * .fetch.lock}, selected by the file name. That file is empty and stays: removing it would let two
 * processes lock two different files of the same name. The system releases the lock of a process
 * that dies.
 */
final class FetchLock implements Closeable {
  private static final long POLL_MILLIS = 200;

  private final Path file;
  private final FileChannel channel;

  @SuppressWarnings("unused") // kept, because an unreferenced lock may be garbage-collected
  private @Nullable FileLock held;

  private FetchLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Waits until no other process downloads {@code target}.
   *
   * @param onWait runs once if the lock is taken
   */
  static FetchLock of(Path target, Runnable onWait) {
    Path file = target.resolveSibling(".fetch.lock");
    try {
      FetchLock lock =
          new FetchLock(
              file,
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS));
      try {
        lock.acquire(target, onWait);
        return lock;
      } catch (IOException | RuntimeException failure) {
        lock.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(file, failure);
    }
  }

  private void acquire(Path target, Runnable onWait) throws IOException {
    CRC32 place = new CRC32();
    place.update(String.valueOf(target.getFileName()).getBytes(StandardCharsets.UTF_8));
    boolean reported = false;
    while ((held = attempt(place.getValue())) == null) {
      if (!reported) {
        onWait.run();
        reported = true;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new BenchException(
            ExitCode.INTERRUPTED, Problem.of("Interrupted", "stopped while waiting for " + file));
      }
    }
  }

  private @Nullable FileLock attempt(long place) throws IOException {
    try {
      return channel.tryLock(place, 1, false);
    } catch (OverlappingFileLockException thisProcess) {
      return null;
    }
  }

  /** Releases the lock. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw AtomicFile.failed(file, failure);
    }
  }
}
