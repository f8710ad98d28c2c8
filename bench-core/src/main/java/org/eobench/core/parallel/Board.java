package org.eobench.core.parallel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Numbers and short texts that the processes of a group exchange, and the barriers at which they
 * wait for each other, in a file that all of them map. What a process wrote before a barrier is
 * visible to the others behind it.
 *
 * <p>A wait ends when the other process has arrived, when some process has failed, when the leading
 * process has ended the group or died, or when {@link Peers} says that another one is gone.
 */
final class Board {
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  // A line of the processor's cache for each number that is polled.
  private static final int LINE = 128;
  private static final int ENDED = 0;
  private static final int FAILED = 8;
  private static final int FIRST = LINE;
  private static final int NUMBERS = 8;
  private static final int PROCESS = 24;
  private static final int TEXT = 1 << 16;

  /** Looks before a wait begins to sleep, and the shortest and longest sleep. */
  private static final int SPINS = 2000;

  private static final long SHORT = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long LONG_SLEEP = TimeUnit.MILLISECONDS.toNanos(5);

  /** A wait after which the sleeps are long, as during a validation. */
  private static final long PATIENT = TimeUnit.SECONDS.toNanos(5);

  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Rank rank;
  private final Peers peers;
  private final ByteBuffer memory;
  private long arrivals;

  Board(Rank rank, Peers peers) {
    this.rank = rank;
    this.peers = peers;
    try (FileChannel file =
        FileChannel.open(rank.board(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      memory = file.map(FileChannel.MapMode.READ_WRITE, 0, bytes(rank.size()));
      memory.order(ByteOrder.nativeOrder());
      if (rank.leads()) {
        LONG.setRelease(memory, of(0) + PROCESS, ProcessHandle.current().pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long bytes(int processes) {
    return FIRST + (long) LINE * processes + Integer.BYTES + TEXT;
  }

  private static int of(int process) {
    return FIRST + LINE * process;
  }

  private int text() {
    return of(rank.size());
  }

  /** Waits until all processes have come here. */
  void await() {
    arrivals++;
    LONG.setRelease(memory, of(rank.number()), arrivals);
    for (int other = 0; other < rank.size(); other++) {
      await(other);
    }
  }

  private void await(int other) {
    long began = System.nanoTime();
    long looked = began;
    for (int spins = 0; (long) LONG.getAcquire(memory, of(other)) < arrivals; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
        continue;
      }
      long now = System.nanoTime();
      LockSupport.parkNanos(now - began < PATIENT ? SHORT : LONG_SLEEP);
      if (now - looked > BETWEEN_LOOKS) {
        looked = now;
        look();
      }
    }
  }

  /** Throws when the others will not come. */
  private void look() {
    int failed = failed();
    if (failed >= 0) {
      peers.failed(failed);
      throw new GroupEnded(String.format(Locale.ROOT, "process %d failed", failed));
    }
    if ((long) LONG.getAcquire(memory, ENDED) != 0) {
      throw new GroupEnded("the leading process has ended the group");
    }
    if (!rank.leads() && !isAlive((long) LONG.getAcquire(memory, of(0) + PROCESS))) {
      throw new GroupEnded("the leading process was killed");
    }
    peers.requireAlive();
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  /** The first process that failed; -1 if none did. */
  int failed() {
    return (int) (long) LONG.getAcquire(memory, FAILED) - 1;
  }

  /** Tells the others that this process cannot go on. */
  void fail() {
    // Only the first reason counts: that of another process may follow from it.
    boolean unused = LONG.compareAndSet(memory, FAILED, 0L, rank.number() + 1L);
  }

  /** Tells the others that nobody waits for them any more. */
  void end() {
    LONG.setRelease(memory, ENDED, 1L);
  }

  /** One number of each process, in their order. */
  long[] exchange(long own) {
    // Two places by turns: a process may be one exchange ahead of another that still reads.
    int turn = NUMBERS + (int) ((arrivals & 1) * Long.BYTES);
    LONG.setRelease(memory, of(rank.number()) + turn, own);
    await();
    long[] all = new long[rank.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = (long) LONG.getAcquire(memory, of(i) + turn);
    }
    return all;
  }

  /**
   * A text of the leading process, in all of them.
   *
   * @param own is ignored in the other processes
   */
  String broadcast(String own) {
    if (rank.leads()) {
      byte[] bytes = own.getBytes(StandardCharsets.UTF_8);
      if (bytes.length > TEXT) {
        throw new IllegalArgumentException("a text of " + bytes.length + " bytes");
      }
      memory.putInt(text(), bytes.length).put(text() + Integer.BYTES, bytes);
    }
    await();
    byte[] bytes = new byte[memory.getInt(text())];
    memory.get(text() + Integer.BYTES, bytes);
    await();
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
