package org.eobench.serve.model;

import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eobench.core.error.Problem;
import org.eobench.serve.limit.Refusal;
import org.eobench.serve.limit.ServiceLimits;
import org.jspecify.annotations.Nullable;

/**
 * Brings the work of many threads to the one thread that may run the model, in the order in which
 * it came. A request takes a {@link Place} before its body is read, so that the number of places
 * bounds what is on disk and in memory.
 */
public final class ModelQueue {
  private static final double WEIGHT_OF_NEW = 0.2;
  private static final int LONGEST_ADVICE = 60;

  private final ServiceLimits limits;
  private final Semaphore free;
  private final BlockingQueue<FutureTask<?>> waiting = new LinkedBlockingQueue<>();
  private final FutureTask<?> end = new FutureTask<>(() -> {}, null);
  private volatile double meanSeconds = 1;
  private volatile long answered;

  public ModelQueue(ServiceLimits limits) {
    this.limits = limits;
    this.free = new Semaphore(limits.requests());
  }

  /** Runs the work that comes, in the calling thread, until {@link #close()} and all before it. */
  public void run() {
    try {
      for (FutureTask<?> next = waiting.take(); next != end; next = waiting.take()) {
        long start = System.nanoTime();
        if (!next.isCancelled()) {
          next.run();
          count((System.nanoTime() - start) / 1e9);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Only the model's thread writes these. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void count(double seconds) {
    meanSeconds += WEIGHT_OF_NEW * (seconds - meanSeconds);
    answered++;
  }

  /** Lets {@link #run()} return after the work that waits. */
  public void close() {
    waiting.add(end);
  }

  /** Predictions that are received, wait or run. */
  public int busy() {
    return limits.requests() - free.availablePermits();
  }

  /** Predictions that came to their end. */
  public long answered() {
    return answered;
  }

  /**
   * Takes a place.
   *
   * @throws Refusal if none is free, with the time after which one may be
   */
  public Place take() {
    if (!free.tryAcquire()) {
      throw Refusal.busy(
          advice(limits.requests()),
          Problem.of(
                  "TooManyRequests",
                  String.format(
                      Locale.ROOT, "%d predictions wait or run already", limits.requests()))
              .expecting("fewer requests at a time")
              .next("send the request again after the seconds in Retry-After"));
    }
    return new Place();
  }

  /** Seconds after which so many predictions are likely to be done. */
  private int advice(int before) {
    return (int) Math.ceil(Math.min(LONGEST_ADVICE, Math.max(1, before * meanSeconds)));
  }

  /** The right to one prediction, from the first byte of its request to its answer. */
  public final class Place implements AutoCloseable {
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limits.seconds());

    private Place() {}

    /** The instant, as {@link System#nanoTime()} counts, at which the answer must be there. */
    public long deadline() {
      return deadline;
    }

    /**
     * Does something in the model's thread, and waits for it.
     *
     * @throws Refusal if it does not end before the deadline
     * @throws org.eobench.core.error.BenchException as {@code work} does
     */
    public <T> T call(Callable<T> work) {
      FutureTask<T> task = new FutureTask<>(work);
      waiting.add(task);
      try {
        return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException failure) {
        throw unchecked(failure.getCause());
      } catch (TimeoutException | CancellationException late) {
        task.cancel(false);
        waiting.remove(task);
        throw late();
      } catch (InterruptedException stopped) {
        task.cancel(false);
        Thread.currentThread().interrupt();
        throw late();
      }
    }

    private Refusal late() {
      return Refusal.busy(
          advice(waiting.size()),
          Problem.of(
                  "TooLate",
                  String.format(
                      Locale.ROOT, "there is no prediction after %d seconds", limits.seconds()))
              .expecting("an image that the model can predict in this time, and a free model")
              .next("send the request again, or a smaller image"));
    }

    @Override
    public void close() {
      free.release();
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException failure) {
      return failure;
    }
    if (cause instanceof OutOfMemoryError) {
      return Refusal.tooLarge(
          "TooLargeForMemory",
          "the memory of the service does not hold this image and its prediction",
          "an image with fewer pixels",
          "send the image in parts, or start the service with a higher java -Xmx");
    }
    return new IllegalStateException(cause);
  }
}
