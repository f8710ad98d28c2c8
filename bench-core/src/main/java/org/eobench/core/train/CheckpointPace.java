package org.eobench.core.train;

import java.util.function.LongSupplier;

/**
 * When the end of an epoch writes the last checkpoint: as often as a share of the time allows.
 * After short epochs, writing a large model would otherwise take longer than training it. A process
 * that is killed repeats what it did since; the time for that is as long as a write, divided by the
 * share.
 */
public final class CheckpointPace {
  private final double share;
  private final LongSupplier clock;
  private boolean begun;
  private long written;
  private long duration;

  /**
   * @param share the most of the time that writing may take, above 0; 1 for any
   */
  public CheckpointPace(double share) {
    this(share, System::nanoTime);
  }

  /**
   * @param clock nanoseconds
   */
  CheckpointPace(double share, LongSupplier clock) {
    this.share = share;
    this.clock = clock;
  }

  /** Whether the time since the last write allows the next; always before the first. */
  public boolean isDue() {
    return !begun || share >= 1 || (clock.getAsLong() - written) * share >= duration;
  }

  /** Writes a checkpoint, and takes the time. */
  public void write(Runnable checkpoint) {
    long before = clock.getAsLong();
    checkpoint.run();
    written = clock.getAsLong();
    duration = written - before;
    begun = true;
  }
}
