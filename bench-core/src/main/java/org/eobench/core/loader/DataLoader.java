package org.eobench.core.loader;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.SampleRandom;
import org.jspecify.annotations.Nullable;

/**
 * Reads a split in batches, epoch by epoch.
 *
 * <p>The batches of an epoch depend only on the seed, the epoch and the data, not on the number of
 * workers or their speed. At most about three batches are in memory at a time. If samples cannot be
 * read, the first of them in the order of the epoch is reported, whichever failed first.
 *
 * <p>One thread iterates over one epoch at a time. Any thread may call {@link #close()}.
 */
public final class DataLoader implements AutoCloseable {
  private static final int BATCHES_AHEAD = 2;
  private static final int PATIENCE_SECONDS = 20;

  private final List<SampleRef> refs;
  private final LoaderOptions options;
  private final SampleReader reader;
  private final @Nullable ThreadPoolExecutor workers;
  private final AtomicLong waited = new AtomicLong();
  private final List<DataLoader> others = new ArrayList<>();
  private Consumer<Batch> observer = batch -> {};
  private volatile boolean closed;

  /**
   * @param preprocessor preprocessing chain of this split
   * @throws BenchException when the split is empty, or has fewer samples than one batch and
   *     incomplete batches are dropped
   */
  public DataLoader(
      EoDataset dataset, Split split, Preprocessor preprocessor, LoaderOptions options) {
    this(dataset, split, preprocessor, options, null);
  }

  /**
   * As above.
   *
   * @param features where the features of samples may be known; null if every sample is decoded
   */
  public DataLoader(
      EoDataset dataset,
      Split split,
      Preprocessor preprocessor,
      LoaderOptions options,
      @Nullable KnownFeatures features) {
    this(dataset, split, dataset.samples(split), preprocessor, options, features);
  }

  /**
   * As above.
   *
   * @param samples samples of the split; one that occurs twice has other random numbers each time
   */
  public DataLoader(
      EoDataset dataset,
      Split split,
      List<SampleRef> samples,
      Preprocessor preprocessor,
      LoaderOptions options,
      @Nullable KnownFeatures features) {
    this.refs = List.copyOf(samples);
    this.options = options;
    this.reader =
        new SampleReader(
            dataset,
            refs,
            preprocessor,
            options,
            features == null ? null : new SampleMemory(features, options));
    requireBatch(dataset.spec().name(), split);
    this.workers = options.numWorkers() == 0 ? null : workers(split, options.numWorkers());
  }

  private void requireBatch(String dataset, Split split) {
    if (refs.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "EmptySplit",
                  String.format(
                      Locale.ROOT, "the split %s of %s has no sample", split.key(), dataset))
              .at("dataset " + dataset)
              .next("check the data set's folder and its split"));
    }
    if (batches() == 0) {
      throw tooSmall(dataset, split);
    }
  }

  private BenchException tooSmall(String dataset, Split split) {
    int samples = options.epoch(refs.size());
    boolean drawn = options.perEpoch() > 0;
    int together = options.together();
    int fits = samples / together;
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "SplitTooSmall",
                String.format(
                    Locale.ROOT,
                    drawn
                        ? "an epoch of the split %s of %s draws %d samples, fewer than %s of %d"
                        : "the split %s of %s has %d samples, fewer than %s of %d",
                    split.key(),
                    dataset,
                    samples,
                    together == 1 ? "one batch" : together + " batches",
                    options.batchSize()))
            .at(together == 1 ? "batch_size" : "batch_size and task.trainer.accumulation")
            .expecting(
                fits == 0
                    ? "a task.trainer.accumulation of at most " + samples
                    : "a batch_size of at most " + fits)
            .next(
                fits == 0
                    ? "set `batch_size=1 task.trainer.accumulation=" + samples + "`"
                    : "set `batch_size=" + fits + "`"));
  }

  private static ThreadPoolExecutor workers(Split split, int count) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread thread =
              new Thread(
                  task,
                  String.format(
                      Locale.ROOT, "loader-%s-%d", split.key(), number.getAndIncrement()));
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The samples of the split, in the order of the data set. */
  public List<SampleRef> samples() {
    return refs;
  }

  /** The number of batches per epoch. */
  public int batches() {
    return options.batches(refs.size());
  }

  /** How long batches were waited for so far, in nanoseconds. */
  public long waitedNanos() {
    return waited.get() + others.stream().mapToLong(DataLoader::waitedNanos).sum();
  }

  /** Returns the batches of an epoch. */
  public Iterable<Batch> epoch(int epoch) {
    return epoch(epoch, 0);
  }

  /**
   * Returns the batches of an epoch from a given one on, for a resumed run.
   *
   * @param firstBatch number of batches to skip, in {@code [0, batches()]}
   */
  public Iterable<Batch> epoch(int epoch, int firstBatch) {
    if (firstBatch < 0 || firstBatch > batches()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "batch %d of an epoch of %d batches", firstBatch, batches()));
    }
    return () -> iterator(epoch, firstBatch);
  }

  /**
   * Gives each batch together with that of another loader, of which it then takes care.
   *
   * @param other reads the same samples in the same order
   * @see Batch#others
   */
  public void takeAlong(DataLoader other) {
    others.add(other);
  }

  private Iterator<Batch> together(Iterator<Batch> own, int epoch, int firstBatch) {
    List<Iterator<Batch>> along = new ArrayList<>();
    others.forEach(other -> along.add(other.iterator(epoch, firstBatch)));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return own.hasNext();
      }

      @Override
      public Batch next() {
        Batch batch = own.next();
        for (Iterator<Batch> each : along) {
          batch = batch.beside(each.next());
        }
        return batch;
      }
    };
  }

  /** Sets who is shown each batch of the first epoch before it is used. */
  public void observe(Consumer<Batch> observer) {
    this.observer = observer;
  }

  private Iterator<Batch> observed(Iterator<Batch> batches) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return batches.hasNext();
      }

      @Override
      public Batch next() {
        Batch batch = batches.next();
        observer.accept(batch);
        return batch;
      }
    };
  }

  private Iterator<Batch> iterator(int epoch, int firstBatch) {
    if (closed) {
      throw new IllegalStateException("the data loader is closed");
    }
    abandon();
    int[] order = options.shard().of(order(epoch), options.batchSize());
    int batchSize = options.ownBatchSize();
    int end = Math.min(order.length, batches() * batchSize);
    int start = Math.min(end, firstBatch * batchSize);
    SampleSource source =
        workers == null
            ? position -> reader.read(draw(epoch, order[position]), index(order[position]))
            : new Prefetch(
                position -> submit(draw(epoch, order[position]), index(order[position])),
                start,
                end,
                ahead());
    Iterator<Batch> batches =
        new EpochIterator(
            source,
            position -> reader.decode(draw(epoch, order[position]), index(order[position])),
            start,
            end,
            batchSize,
            waited::addAndGet);
    if (!others.isEmpty()) {
      batches = together(batches, epoch, firstBatch);
    }
    return epoch == 0 ? observed(batches) : batches;
  }

  /** The sample of a place in an order, in which copies of all samples follow each other. */
  private int index(int place) {
    return place % refs.size();
  }

  private int draw(int epoch, int place) {
    return options.draw(epoch, place / refs.size());
  }

  private int ahead() {
    return BATCHES_AHEAD * options.ownBatchSize() + options.numWorkers();
  }

  private Future<LoadedSample> submit(int draw, int index) {
    if (workers == null) {
      throw new IllegalStateException("no workers");
    }
    try {
      return workers.submit(() -> reader.read(draw, index));
    } catch (RejectedExecutionException afterClose) {
      throw Prefetch.stopped();
    }
  }

  /** The samples, and behind them their copies, in the order of an epoch. */
  private int[] order(int epoch) {
    if (options.perEpoch() > 0) {
      RandomGenerator random = SampleRandom.forOrder(options.seed(), epoch);
      return IntStream.generate(() -> random.nextInt(refs.size()))
          .limit(options.perEpoch())
          .toArray();
    }
    int[] order = IntStream.range(0, options.epoch(refs.size())).toArray();
    if (options.shuffle()) {
      RandomGenerator random = SampleRandom.forOrder(options.seed(), epoch);
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
    }
    return order;
  }

  /** Cancels samples that no iterator needs any more and wakes up a waiting iterator. */
  private void abandon() {
    if (workers != null) {
      for (Runnable queued : workers.getQueue().toArray(new Runnable[0])) {
        if (workers.remove(queued) && queued instanceof Future<?> future) {
          future.cancel(false);
        }
      }
    }
  }

  /** Stops the workers after their current sample. */
  @Override
  public void close() {
    closed = true;
    others.forEach(DataLoader::close);
    if (workers == null) {
      return;
    }
    workers.shutdown();
    abandon();
    try {
      if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
