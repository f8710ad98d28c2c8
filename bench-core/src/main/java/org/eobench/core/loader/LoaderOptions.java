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
 * @param perEpoch how many samples an epoch draws with replacement; 0 for each sample once
 * @param copies how often an epoch has each sample, each time with other random numbers
 * @param together an epoch has a multiple of this number of batches, if incomplete batches are
 *     dropped
 * @param shard the part of each batch that is read, if incomplete batches are dropped
 */
public record LoaderOptions(
    int batchSize,
    int numWorkers,
    boolean shuffle,
    boolean dropLast,
    long seed,
    int draws,
    int perEpoch,
    int copies,
    int together,
    Shard shard) {
  public LoaderOptions {
    if (batchSize < 1 || numWorkers < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "batch_size must be at least 1 and num_workers at least 0, got %d and %d",
              batchSize,
              numWorkers));
    }
    if (shard.count() > batchSize || shard.count() > 1 && !dropLast) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d processes share complete batches of at least %1$d samples, not of %d",
              shard.count(),
              batchSize));
    }
  }

  /** Options with new random numbers in each epoch. */
  public LoaderOptions(
      int batchSize, int numWorkers, boolean shuffle, boolean dropLast, long seed) {
    this(batchSize, numWorkers, shuffle, dropLast, seed, 0, 0, 1, 1, Shard.WHOLE);
  }

  /** The same options, under which epochs repeat what the first {@code draws} have drawn. */
  public LoaderOptions repeating(int draws) {
    return new LoaderOptions(
        batchSize, numWorkers, shuffle, dropLast, seed, draws, perEpoch, copies, together, shard);
  }

  /** The same options, under which an epoch draws so many samples with replacement. */
  public LoaderOptions drawing(int samples) {
    return new LoaderOptions(
        batchSize, numWorkers, shuffle, dropLast, seed, draws, samples, copies, together, shard);
  }

  /** The same options, under which an epoch has each sample so often. */
  public LoaderOptions copies(int times) {
    return new LoaderOptions(
        batchSize, numWorkers, shuffle, dropLast, seed, draws, perEpoch, times, together, shard);
  }

  /** The same options, under which so many batches belong together. */
  public LoaderOptions inGroupsOf(int batches) {
    return new LoaderOptions(
        batchSize, numWorkers, shuffle, dropLast, seed, draws, perEpoch, copies, batches, shard);
  }

  /** The same options, under which a part of each batch is read. */
  public LoaderOptions sharing(Shard part) {
    return new LoaderOptions(
        batchSize, numWorkers, shuffle, dropLast, seed, draws, perEpoch, copies, together, part);
  }

  /** The samples of a complete batch that are read. */
  int ownBatchSize() {
    return shard.size(batchSize);
  }

  /**
   * The number of batches of an epoch.
   *
   * @param samples samples of the split
   */
  public int batches(int samples) {
    int size = epoch(samples);
    return dropLast ? size / batchSize / together * together : (size + batchSize - 1) / batchSize;
  }

  /** The number of samples of an epoch, for a split with {@code samples}. */
  int epoch(int samples) {
    return perEpoch == 0 ? samples * copies : perEpoch;
  }

  /**
   * The epoch whose random numbers the samples of an epoch have.
   *
   * @param copy which of the copies of a sample, from 0
   */
  int draw(int epoch, int copy) {
    int all = epoch * copies + copy;
    return draws == 0 ? all : all % draws;
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
