package org.eobench.core.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads a stream and closes it if no bytes arrive for some time, so that its reader wakes up. */
final class StallGuard implements Closeable {
  private final InputStream watched;
  private final long patienceNanos;
  private final ScheduledExecutorService clock;
  private volatile long lastSeen = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream watched, Duration patience) {
    this.watched = watched;
    this.patienceNanos = patience.toNanos();
    clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "stall guard");
              thread.setDaemon(true);
              return thread;
            });
    long every = Math.max(1, patience.toMillis() / 10);
    var unused = clock.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  /**
   * Reads like the stream.
   *
   * @throws IOException of the stream, or when no bytes arrived for too long
   */
  int read(byte[] to, int offset, int length) throws IOException {
    try {
      int got = watched.read(to, offset, length);
      lastSeen = System.nanoTime();
      return got;
    } catch (IOException failure) {
      if (stalled) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(patienceNanos));
        throw new IOException(
            String.format(Locale.ROOT, "no bytes arrived for %d s", seconds), failure);
      }
      throw failure;
    }
  }

  private void look() {
    if (!stalled && System.nanoTime() - lastSeen > patienceNanos) {
      stalled = true;
      try {
        watched.close();
      } catch (IOException failure) {
        return; // its reader gets the same failure
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
