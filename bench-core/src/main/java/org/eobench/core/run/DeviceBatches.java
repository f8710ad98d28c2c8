package org.eobench.core.run;

import ai.djl.ndarray.NDManager;
import java.util.Iterator;
import java.util.function.BiFunction;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.jspecify.annotations.Nullable;

/**
 * What is computed from the batches of one epoch on the device, one batch at a time: the arrays of
 * a batch are freed when the next one is asked for. Reading starts with the first question.
 *
 * @param <T> what is made of each batch
 */
final class DeviceBatches<T> implements Iterator<T>, AutoCloseable {
  private final DataLoader loader;
  private final NDManager owner;
  private final BiFunction<DeviceBatch, NDManager, T> view;
  private @Nullable Iterator<Batch> batches;
  private @Nullable NDManager held;

  /**
   * @param loader is not closed with this
   * @param owner gives the memory of the batches
   * @param view is given a batch and the owner of its arrays, which lives until the next batch
   */
  DeviceBatches(DataLoader loader, NDManager owner, BiFunction<DeviceBatch, NDManager, T> view) {
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
    return view.apply(DeviceBatch.of(batches().next(), scope), scope);
  }

  /** Frees the batch that is held. */
  @Override
  public void close() {
    if (held != null) {
      held.close();
      held = null;
    }
  }
}
