package org.eobench.core.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eobench.core.loader.Loaders.crop;
import static org.eobench.core.loader.Loaders.ids;
import static org.eobench.core.loader.Loaders.loader;
import static org.eobench.core.loader.Loaders.pause;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of a data loader: how far they read ahead, and how they end. */
@Timeout(60)
class DataLoaderThreadsTest {
  private static final int SAMPLES = 23;
  private static final int WORKERS = 3;

  @Test
  void readsAheadTwoBatchesAndOneSampleForEachWorker() {
    AtomicInteger read = new AtomicInteger();
    MemoryDataset dataset =
        new MemoryDataset(200, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            read.incrementAndGet();
            return super.read(ref, bands);
          }
        };
    try (DataLoader loader = loader(dataset, LoaderOptions.evaluation(4, WORKERS, 1))) {
      loader.epoch(0).iterator().next();
      // When the last of the batch's four samples is asked for, three have been handed over.
      int most = 3 + 2 * 4 + WORKERS;
      for (int i = 0; i < 500 && read.get() < most; i++) {
        pause(10);
      }
      pause(100);

      assertThat(read.get()).isEqualTo(most);
    }
  }

  @Test
  void leavesNoThreadBehind() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 4, 4);
    DataLoader loader =
        new DataLoader(dataset, Split.VAL, crop(dataset), LoaderOptions.evaluation(2, 4, 1));
    loader.epoch(0).iterator().next();
    assertThat(threads()).hasSize(4).allMatch(Thread::isDaemon);

    loader.close();

    // A pool is terminated a moment before its last thread is.
    for (int i = 0; i < 100 && !threads().isEmpty(); i++) {
      pause(10);
    }
    assertThat(threads()).isEmpty();
    assertThatThrownBy(() -> loader.epoch(0).iterator()).isInstanceOf(IllegalStateException.class);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("loader-val"))
        .collect(Collectors.toSet());
  }

  @Test
  void stopsAtOnceWhenInterrupted() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicReference<Throwable> seen = new AtomicReference<>();
    try (DataLoader loader = loader(blocked(release), LoaderOptions.evaluation(2, 2, 1))) {
      Thread consumer =
          new Thread(
              () -> {
                try {
                  ids(loader.epoch(0));
                } catch (BenchException stopped) {
                  seen.set(stopped);
                }
              });
      consumer.start();
      pause(100);
      consumer.interrupt();
      consumer.join(5_000);

      assertThat(consumer.isAlive()).isFalse();
      assertThat(seen.get())
          .isInstanceOfSatisfying(
              BenchException.class,
              stopped -> assertThat(stopped.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
      release.countDown();
    }
  }

  @Test
  void freesAWaitingReaderWhenClosedByAnotherThread() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicReference<Throwable> seen = new AtomicReference<>();
    DataLoader loader = loader(blocked(release), LoaderOptions.evaluation(20, 2, 1));
    Thread consumer =
        new Thread(
            () -> {
              try {
                ids(loader.epoch(0));
              } catch (RuntimeException stopped) {
                seen.set(stopped);
              }
            });
    consumer.start();
    pause(100);
    Thread closer = new Thread(loader::close);
    closer.start();
    pause(50);
    release.countDown();
    closer.join(5_000);
    consumer.join(5_000);

    assertThat(closer.isAlive()).isFalse();
    assertThat(consumer.isAlive()).isFalse();
    assertThat(seen.get()).isInstanceOf(BenchException.class);
  }

  /** Every read waits for {@code release}. */
  private static MemoryDataset blocked(CountDownLatch release) {
    return new MemoryDataset(SAMPLES, 4, 4) {
      @Override
      public Sample read(SampleRef ref, Map<String, List<String>> bands) {
        await(release);
        return super.read(ref, bands);
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void beginsTheNextEpochWhenOneIsLeftInItsMiddle() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 4, 4);
    try (DataLoader loader = loader(dataset, LoaderOptions.evaluation(2, WORKERS, 7))) {
      loader.epoch(0).iterator().next();

      assertThat(ids(loader.epoch(1))).hasSize(SAMPLES);
    }
  }

  @Test
  void readsNothingMoreOfAnEpochThatWasLeft() throws InterruptedException {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    MemoryDataset dataset =
        new MemoryDataset(SAMPLES, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            if (begun.incrementAndGet() == 3) {
              third.countDown();
              await(release);
            }
            return super.read(ref, bands);
          }
        };
    try (DataLoader loader = loader(dataset, LoaderOptions.evaluation(2, 1, 1))) {
      loader.epoch(0).iterator().next();
      assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
      Iterator<Batch> next = loader.epoch(1).iterator();
      release.countDown();
      next.forEachRemaining(batch -> {});

      assertThat(begun.get())
          .as("three of the first epoch, all of the second")
          .isEqualTo(3 + SAMPLES);
    }
  }

  @Test
  void closingThatIsInterruptedInterruptsTheWorkers() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean workerInterrupted = new AtomicBoolean();
    MemoryDataset dataset =
        new MemoryDataset(SAMPLES, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            begun.countDown();
            try {
              new CountDownLatch(1).await(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
              workerInterrupted.set(true);
            }
            return super.read(ref, bands);
          }
        };
    DataLoader loader = loader(dataset, LoaderOptions.evaluation(1, 1, 1));
    Thread reader = new Thread(() -> loader.epoch(0).iterator().next());
    reader.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    Thread.currentThread().interrupt();
    loader.close();

    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    reader.join(5_000);
    for (int i = 0; i < 500 && !workerInterrupted.get(); i++) {
      pause(10);
    }
    assertThat(workerInterrupted).isTrue();
  }
}
