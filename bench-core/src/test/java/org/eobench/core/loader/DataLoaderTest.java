package org.eobench.core.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.preprocess.BandFilter;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.RandomCrop;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.testing.Encoders;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DataLoaderTest {
  private static final int SAMPLES = 23;
  private static final int WORKERS = 3;

  private static Preprocessor crop(EoDataset dataset) {
    StepContext start =
        new StepContext(
            ImageSpec.of(dataset.spec()),
            Encoders.taking(4, Map.of("optical", List.of("B4", "B2"))),
            CropPosition.DRAWN);
    return new Preprocessor(
        start, List.of(context -> new RandomCrop(context, 4, 4, false), BandFilter::new));
  }

  private static Preprocessor whole(EoDataset dataset) {
    StepContext start =
        new StepContext(
            ImageSpec.of(dataset.spec()),
            Encoders.taking(4, Map.of("optical", MemoryDataset.BANDS)),
            CropPosition.DRAWN);
    return new Preprocessor(start, List.of());
  }

  private static DataLoader loader(EoDataset dataset, LoaderOptions options) {
    return new DataLoader(dataset, Split.TRAIN, crop(dataset), options);
  }

  private static List<String> ids(Iterable<Batch> batches) {
    List<String> ids = new ArrayList<>();
    batches.forEach(batch -> batch.refs().forEach(ref -> ids.add(ref.id())));
    return ids;
  }

  /** Everything in a batch that could differ. */
  private static String contents(Batch batch) {
    ImageBatch image = Objects.requireNonNull(batch.images().get("optical"));
    return batch.refs().stream().map(SampleRef::id).toList()
        + java.util.Arrays.toString(image.data())
        + java.util.Arrays.toString(batch.labels());
  }

  @Test
  void givesTheSameBatchesWhateverTheNumberOfWorkers() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 9, 8);
    List<List<String>> runs = new ArrayList<>();
    for (int workers : new int[] {0, 1, 4}) {
      try (DataLoader loader = loader(dataset, LoaderOptions.training(5, workers, 234))) {
        List<String> run = new ArrayList<>();
        for (int epoch = 0; epoch < 3; epoch++) {
          loader.epoch(epoch).forEach(batch -> run.add(contents(batch)));
        }
        runs.add(run);
      }
    }

    assertThat(runs.get(0)).hasSize(3 * 4).doesNotHaveDuplicates();
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
    assertThat(runs.get(2)).isEqualTo(runs.get(0));
  }

  @Test
  void ordersEachEpochByItsSeedAndNumber() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 4, 4);
    try (DataLoader loader = loader(dataset, new LoaderOptions(5, WORKERS, true, false, 1));
        DataLoader other = loader(dataset, new LoaderOptions(5, WORKERS, true, false, 2))) {
      List<String> first = ids(loader.epoch(0));
      List<String> all = dataset.samples(Split.TRAIN).stream().map(SampleRef::id).toList();

      assertThat(first).containsExactlyInAnyOrderElementsOf(all).isNotEqualTo(all);
      assertThat(ids(loader.epoch(0))).isEqualTo(first);
      assertThat(ids(loader.epoch(1))).isNotEqualTo(first);
      assertThat(ids(other.epoch(0))).isNotEqualTo(first);
    }
  }

  @Test
  void drawsEveryOrderOfThreeSamplesForSomeSeed() {
    MemoryDataset dataset = new MemoryDataset(3, 4, 4);
    Set<List<String>> orders = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      try (DataLoader loader = loader(dataset, LoaderOptions.training(3, 0, seed))) {
        orders.add(ids(loader.epoch(0)));
      }
    }

    assertThat(orders).as("also those in which a sample keeps its place").hasSize(3 * 2);
  }

  @Test
  void drawsOtherCropsOfTheSameSamplesInEachEpoch() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 9, 8);
    for (int workers : new int[] {0, WORKERS}) {
      // One batch of all samples in the order of the data set, so that only the crops can differ.
      try (DataLoader loader =
          loader(dataset, new LoaderOptions(SAMPLES, workers, false, false, 234))) {
        List<String> epochs = new ArrayList<>();
        for (int epoch = 0; epoch < 3; epoch++) {
          loader.epoch(epoch).forEach(batch -> epochs.add(contents(batch)));
        }

        assertThat(epochs).as("%d workers", workers).hasSize(3).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void leavesOutAShortBatchInTrainingOnly() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 4, 4);
    try (DataLoader training = loader(dataset, LoaderOptions.training(5, WORKERS, 1));
        DataLoader test = loader(dataset, LoaderOptions.evaluation(5, WORKERS, 1))) {
      assertThat(training.batches()).isEqualTo(4);
      assertThat(ids(training.epoch(0))).hasSize(20).doesNotHaveDuplicates();
      assertThat(test.batches()).isEqualTo(5);
      assertThat(ids(test.epoch(0)))
          .isEqualTo(IntStream.range(0, SAMPLES).mapToObj(i -> "chip" + i).toList());
    }
  }

  @Test
  void laysSamplesOneAfterTheOther() {
    MemoryDataset dataset = new MemoryDataset(3, 2, 3);
    try (DataLoader loader =
        new DataLoader(dataset, Split.TEST, whole(dataset), LoaderOptions.evaluation(2, 0, 1))) {
      Iterator<Batch> batches = loader.epoch(0).iterator();
      Batch batch = batches.next();
      ImageBatch image = Objects.requireNonNull(batch.images().get("optical"));

      assertThat(image)
          .extracting(
              ImageBatch::batch,
              ImageBatch::channels,
              ImageBatch::frames,
              ImageBatch::height,
              ImageBatch::width)
          .containsExactly(2, 3, 1, 2, 3);
      assertThat(image.data()[0]).isEqualTo(0);
      assertThat(image.data()[2 * 3]).isEqualTo(100);
      assertThat(image.data()[3 * 2 * 3 + 1]).isEqualTo(1001);
      assertThat(batch.labels()).hasSize(2 * 2 * 3);
      assertThat(batches.next().size()).isEqualTo(1);
      assertThat(batches.hasNext()).isFalse();
    }
  }

  @Test
  void asksTheDataSetForNeededBandsOnly() {
    Set<Map<String, List<String>>> asked = java.util.concurrent.ConcurrentHashMap.newKeySet();
    MemoryDataset dataset =
        new MemoryDataset(4, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            asked.add(bands);
            return super.read(ref, bands);
          }
        };
    try (DataLoader loader = loader(dataset, LoaderOptions.evaluation(1, 0, 1))) {
      Batch batch = loader.epoch(0).iterator().next();

      assertThat(asked).containsExactly(Map.of("optical", List.of("B2", "B4")));
      float[] data = Objects.requireNonNull(batch.images().get("optical")).data();
      assertThat(data[0]).as("B4 comes first").isEqualTo(200);
      assertThat(data[16]).as("then B2").isEqualTo(0);
    }
  }

  @Test
  void startsAnEpochInItsMiddleAsIfTheRestHadBeenRead() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 9, 8);
    try (DataLoader loader = loader(dataset, LoaderOptions.training(5, WORKERS, 7))) {
      List<String> whole = new ArrayList<>();
      loader.epoch(2).forEach(batch -> whole.add(contents(batch)));
      List<String> rest = new ArrayList<>();
      loader.epoch(2, 3).forEach(batch -> rest.add(contents(batch)));

      assertThat(rest).isEqualTo(whole.subList(3, 4));
      assertThat(loader.epoch(2, 4)).isEmpty();
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
  void keepsABoundedNumberOfSamplesInMemory() throws InterruptedException {
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
      Thread.sleep(300);

      assertThat(read.get()).isGreaterThanOrEqualTo(4).isLessThanOrEqualTo(4 + 2 * 4 + WORKERS);
    }
  }

  @Test
  void reportsTheFirstBrokenSampleOfTheOrderWhicheverFailedFirst() {
    MemoryDataset dataset =
        new MemoryDataset(SAMPLES, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            if (ref.id().equals("chip6")) {
              pause(150);
              throw new IllegalStateException("truncated");
            }
            if (ref.id().equals("chip7")) {
              throw new IllegalStateException("failed sooner");
            }
            return super.read(ref, bands);
          }
        };
    for (int workers : new int[] {0, 4}) {
      try (DataLoader loader = loader(dataset, LoaderOptions.evaluation(4, workers, 1))) {
        assertThatThrownBy(() -> ids(loader.epoch(0)))
            .isInstanceOf(BenchException.class)
            .hasMessageContaining("[Bench/SampleFailed] sample chip6")
            .hasMessageContaining("truncated")
            .hasMessageContaining("img6.tif, mask6.tif")
            .hasRootCauseMessage("truncated");
      }
    }
  }

  @Test
  void tellsWhatToDoWhenMemoryIsFull() {
    MemoryDataset dataset =
        new MemoryDataset(2, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    for (int workers : new int[] {0, 2}) {
      try (DataLoader loader = loader(dataset, LoaderOptions.evaluation(2, workers, 1))) {
        assertThatThrownBy(() -> ids(loader.epoch(0)))
            .isInstanceOf(BenchException.class)
            .hasMessageContaining("[Bench/OutOfMemory]")
            .hasMessageContaining("smaller batch_size");
      }
    }
  }

  @Test
  void namesTheSampleWhereAReaderDoesNot() {
    MemoryDataset dataset =
        new MemoryDataset(2, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            throw new BenchException(
                ExitCode.DATA, org.eobench.core.error.Problem.of("Odd", "an odd thing"));
          }
        };
    try (DataLoader loader = loader(dataset, LoaderOptions.evaluation(1, 0, 1))) {
      assertThatThrownBy(() -> ids(loader.epoch(0)))
          .hasMessageContaining("[Bench/Odd] an odd thing")
          .hasMessageContaining("sample chip0: img0.tif, mask0.tif");
    }
  }

  @Test
  void refusesLabelsThatAreNoClassAndValuesThatAreNotFinite() {
    MemoryDataset labels =
        new MemoryDataset(1, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            Sample sample = super.read(ref, bands);
            sample.labelMap().labels()[6] = 9;
            return sample;
          }
        };
    MemoryDataset values =
        new MemoryDataset(1, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            Sample sample = super.read(ref, bands);
            Objects.requireNonNull(sample.images().get("optical")).data()[16 + 4] =
                Float.POSITIVE_INFINITY;
            return sample;
          }
        };
    try (DataLoader first = loader(labels, LoaderOptions.evaluation(1, 1, 1));
        DataLoader second = loader(values, LoaderOptions.evaluation(1, 1, 1))) {
      assertThatThrownBy(() -> ids(first.epoch(0)))
          .hasMessageContaining("label 9 at row 1, column 2")
          .hasMessageContaining("mask0.tif");
      assertThatThrownBy(() -> ids(second.epoch(0)))
          .hasMessageContaining("[Bench/NotFinite]")
          .hasMessageContaining("Infinity in optical band B4 at row 1, column 0")
          .hasMessageContaining("img0.tif");
    }
  }

  @Test
  void refusesABatchOfSamplesOfDifferentSizes() {
    MemoryDataset dataset =
        new MemoryDataset(2, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            int side = ref.id().equals("chip1") ? 5 : 4;
            Sample other = new MemoryDataset(2, side, side).read(samples(Split.TEST).get(0), bands);
            return new Sample(other.images(), other.target(), ref);
          }
        };
    try (DataLoader loader =
        new DataLoader(dataset, Split.TEST, whole(dataset), LoaderOptions.evaluation(2, 0, 1))) {
      assertThatThrownBy(() -> ids(loader.epoch(0)))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("[Bench/UnequalSizes]")
          .hasMessageContaining("chip0 and chip1")
          .hasMessageContaining("[3,1,4,4]")
          .hasMessageContaining("[3,1,5,5]")
          .hasMessageContaining("test_batch_size=1");
    }
  }

  @Test
  void refusesAnEmptySplitAndOneSmallerThanABatch() {
    MemoryDataset few = new MemoryDataset(3, 4, 4);

    assertThatThrownBy(() -> loader(new MemoryDataset(0, 4, 4), LoaderOptions.evaluation(1, 0, 1)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/EmptySplit]");
    assertThatThrownBy(() -> loader(few, LoaderOptions.training(8, 0, 1)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/SplitTooSmall]")
        .hasMessageContaining("3 samples, fewer than one batch of 8");
  }

  @Test
  void leavesNoThreadBehind() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 4, 4);
    DataLoader loader =
        new DataLoader(dataset, Split.VAL, crop(dataset), LoaderOptions.evaluation(2, 4, 1));
    loader.epoch(0).iterator().next();
    assertThat(threads()).isNotEmpty();

    loader.close();

    // A pool is terminated a moment before its last thread is.
    for (int i = 0; i < 100 && !threads().isEmpty(); i++) {
      pause(10);
    }
    assertThat(threads()).isEmpty();
    assertThatThrownBy(() -> loader.epoch(0).iterator()).isInstanceOf(IllegalStateException.class);
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("loader-val"))
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
        try {
          release.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
        return super.read(ref, bands);
      }
    };
  }

  private static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
