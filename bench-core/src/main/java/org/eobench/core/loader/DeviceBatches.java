package org.eobench.core.loader;

import ai.djl.ndarray.NDManager;
import java.util.Iterator;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Results computed from the batches of one epoch on the device, one batch at a time. The arrays of
 * a batch are freed when the next batch is requested. Reading starts with the first request.
 *
 * @param <T> the result of a batch
 */
public final class DeviceBatches<T> implements Iterator<T>, AutoCloseable {
  private final DataLoader loader;
  private final NDManager owner;
  private final BiFunction<Batch, NDManager, T> view;
  private @Nullable Iterator<Batch> batches;
  private @Nullable NDManager held;

  /**
   * @param loader stays open when this is closed
   * @param owner provides the memory of the batches
   * @param view computes the result from a batch and the owner of its arrays, which lives until the
   *     next batch
   */
  public DeviceBatches(DataLoader loader, NDManager owner, BiFunction<Batch, NDManager, T> view) {
    this.loader = loader;
    this.owner = owner;
    this.view = view;
  }

  private Iterator<Batch> batches() {
    Iterator<Batch> started = batches;
    if (started == null) {
      started = loader.epoch(0).iterator();
      batches = started;
    }
    return started;
  }

  @Override
  public boolean hasNext() {
    return batches().hasNext();
  }

  @Override
  public T next() {
    close();
    NDManager scope = owner.newSubManager();
    held = scope;
    return view.apply(batches().next(), scope);
  }

  /** Frees the current batch. */
  @Override
  public void close() {
    if (held != null) {
      held.close();
      held = null;
    }
  }
}
