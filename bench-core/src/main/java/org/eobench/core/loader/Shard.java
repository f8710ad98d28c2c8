package org.eobench.core.loader;

import java.util.Locale;

/**
 * The part of each training batch that one of several processes reads. Parts follow each other in
 * the order of the batch, and their sizes differ by one sample at most.
 *
 * @param index which part, from 0
 * @param count parts of a batch
 */
public record Shard(int index, int count) {
  /** The whole batch. */
  public static final Shard WHOLE = new Shard(0, 1);

  public Shard {
    if (count < 1 || index < 0 || index >= count) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "part %d of %d parts", index, count));
    }
  }

  /** The place in a batch at which the part begins. */
  int start(int batchSize) {
    return (int) ((long) batchSize * index / count);
  }

  /** The samples of the part. */
  int size(int batchSize) {
    return (int) ((long) batchSize * (index + 1) / count) - start(batchSize);
  }

  /**
   * The part's samples of all complete batches.
   *
   * @param order the samples of the batches, batch by batch
   */
  int[] of(int[] order, int batchSize) {
    if (count == 1) {
      return order;
    }
    int size = size(batchSize);
    int[] own = new int[order.length / batchSize * size];
    for (int i = 0; i < own.length; i++) {
      own[i] = order[i / size * batchSize + start(batchSize) + i % size];
    }
    return own;
  }
}
