package org.eobench.core.loader;

import java.util.Locale;

/**
 * How a split is turned into batches.
 *
 * @param batchSize samples per batch; the last batch of an epoch may be smaller
 * @param numWorkers threads that read and preprocess samples; with 0 the caller's thread does it
 * @param shuffle whether each epoch has its own order; otherwise that of the data set
 * @param dropLast whether a last batch of fewer samples is left out
 * @param seed source of order and augmentation
 */
public record LoaderOptions(
    int batchSize, int numWorkers, boolean shuffle, boolean dropLast, long seed) {
  public LoaderOptions {
    if (batchSize < 1 || numWorkers < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "batch_size must be at least 1 and num_workers at least 0, got %d and %d",
              batchSize,
              numWorkers));
    }
  }

  /** For training: shuffled, whole batches only. */
  public static LoaderOptions training(int batchSize, int numWorkers, long seed) {
    return new LoaderOptions(batchSize, numWorkers, true, true, seed);
  }

  /** For validation and test: every sample exactly once, in the order of the data set. */
  public static LoaderOptions evaluation(int batchSize, int numWorkers, long seed) {
    return new LoaderOptions(batchSize, numWorkers, false, false, seed);
  }
}
