package org.eobench.core.loader;

import java.util.Locale;

/**
 * How a split is read in batches.
 *
 * @param batchSize samples per batch; the last batch of an epoch may be smaller
 * @param numWorkers number of threads that read and preprocess samples; 0 uses the caller's thread
 * @param shuffle whether each epoch has its own random order; otherwise the data set's order is
 *     used
 * @param dropLast whether to drop an incomplete last batch
 * @param seed seed of sample order and augmentation
 * @param draws how often the random numbers of a sample are drawn: later epochs repeat the first
 *     ones; 0 for new ones in each epoch
 */
public record LoaderOptions(
    int batchSize, int numWorkers, boolean shuffle, boolean dropLast, long seed, int draws) {
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

  /** Options with new random numbers in each epoch. */
  public LoaderOptions(
      int batchSize, int numWorkers, boolean shuffle, boolean dropLast, long seed) {
    this(batchSize, numWorkers, shuffle, dropLast, seed, 0);
  }

  /** The same options, under which epochs repeat what the first {@code draws} have drawn. */
  public LoaderOptions repeating(int draws) {
    return new LoaderOptions(batchSize, numWorkers, shuffle, dropLast, seed, draws);
  }

  /** The epoch whose random numbers the samples of an epoch have. */
  int draw(int epoch) {
    return draws == 0 ? epoch : epoch % draws;
  }

  /** Options for training: shuffled, complete batches only. */
  public static LoaderOptions training(int batchSize, int numWorkers, long seed) {
    return new LoaderOptions(batchSize, numWorkers, true, true, seed);
  }

  /** Options for validation and test: every sample exactly once, in the order of the data set. */
  public static LoaderOptions evaluation(int batchSize, int numWorkers, long seed) {
    return new LoaderOptions(batchSize, numWorkers, false, false, seed);
  }
}
