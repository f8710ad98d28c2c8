package org.eobench.core.loader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** Prepares a bounded number of samples ahead and returns them in order. */
final class Prefetch implements SampleSource {
  private final IntFunction<Future<LoadedSample>> submit;
  private final Deque<Future<LoadedSample>> pending = new ArrayDeque<>();
  private final int end;
  private final int ahead;
  private int next;

  /**
   * @param submit starts the preparation of the sample at a position
   * @param start first position
   * @param end position after the last
   * @param ahead maximum number of samples in preparation or ready
   */
  Prefetch(IntFunction<Future<LoadedSample>> submit, int start, int end, int ahead) {
    this.submit = submit;
    this.next = start;
    this.end = end;
    this.ahead = ahead;
  }

  @Override
  public LoadedSample at(int position) {
    while (next < end && pending.size() < ahead) {
      pending.add(submit.apply(next++));
    }
    try {
      return pending.remove().get();
    } catch (InterruptedException interrupted) {
      stop();
      Thread.currentThread().interrupt();
      throw stopped();
    } catch (CancellationException cancelled) {
      stop();
      throw stopped();
    } catch (ExecutionException failure) {
      stop();
      throw unwrap(failure);
    }
  }

  /** The worker's exception, rethrown in this thread. */
  private static RuntimeException unwrap(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  private void stop() {
    pending.forEach(future -> future.cancel(false));
    pending.clear();
    next = end;
  }

  static BenchException stopped() {
    return new BenchException(
        ExitCode.INTERRUPTED,
        Problem.of("Interrupted", "reading was stopped before the end of the epoch"));
  }
}
