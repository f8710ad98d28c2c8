package org.eobench.core.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eobench.core.loader.Loaders.ids;
import static org.eobench.core.loader.Loaders.loader;
import static org.eobench.core.loader.Loaders.whole;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.segmentation.LabelMapBatch;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DataLoaderTest {
  private static final int SAMPLES = 23;
  private static final int WORKERS = 3;

  /** Everything in a batch that could differ. */
  private static String contents(Batch batch) {
    ImageBatch image = Objects.requireNonNull(batch.images().get("optical"));
    return batch.refs().stream().map(SampleRef::id).toList()
        + java.util.Arrays.toString(image.data())
        + java.util.Arrays.toString(LabelMapBatch.of(batch.targets()).labels());
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
  void a10DrawsSamplesOfAnEpochWithReplacement() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 4, 4);
    LoaderOptions options = LoaderOptions.training(5, 0, 1).drawing(40);
    try (DataLoader loader = loader(dataset, options)) {
      List<String> first = ids(loader.epoch(0));
      assertThat(first).hasSize(40);
      assertThat(new HashSet<>(first)).hasSizeBetween(10, SAMPLES);
      assertThat(ids(loader.epoch(1))).isNotEqualTo(first);
      assertThat(ids(loader.epoch(0))).isEqualTo(first);
      // A resumed run goes on with the same draws.
      assertThat(ids(loader.epoch(0, 3))).isEqualTo(first.subList(15, 40));
    }
  }

  /** Each copy is preprocessed with random numbers of its own. */
  @Test
  void anEpochHasSeveralCopiesOfEachSample() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 9, 8);
    LoaderOptions options = new LoaderOptions(4, 0, true, false, 1).copies(3);
    try (DataLoader loader = loader(dataset, options)) {
      assertThat(loader.batches()).isEqualTo((3 * SAMPLES + 3) / 4);
      List<String> first = ids(loader.epoch(0));
      assertThat(first).hasSize(3 * SAMPLES);
      Set<String> names = new HashSet<>(first);
      assertThat(names).hasSize(SAMPLES);
      assertThat(first).allSatisfy(id -> assertThat(Collections.frequency(first, id)).isEqualTo(3));
      assertThat(ids(loader.epoch(1))).isNotEqualTo(first);
      assertThat(ids(loader.epoch(0, 2))).isEqualTo(first.subList(8, first.size()));
    }
    LoaderOptions ofOne = new LoaderOptions(1, 0, true, false, 1);
    assertThat(ofOne.copies(3).draw(2, 1)).isEqualTo(7);
    assertThat(ofOne.copies(3).repeating(2).draw(2, 1)).isEqualTo(1);
    assertThat(ofOne.draw(2, 0)).isEqualTo(2);
  }

  @Test
  void anEpochHasAMultipleOfTheBatchesThatBelongTogether() {
    MemoryDataset dataset = new MemoryDataset(SAMPLES, 4, 4);
    try (DataLoader loader = loader(dataset, LoaderOptions.training(5, 0, 1).inGroupsOf(3))) {
      assertThat(loader.batches()).isEqualTo(3);
    }
    assertThatThrownBy(() -> loader(dataset, LoaderOptions.training(5, 0, 1).inGroupsOf(6)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("has 23 samples, fewer than 6 batches of 5")
        .hasMessageContaining("set `batch_size=3`");
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
      assertThat(test.samples()).isEqualTo(dataset.samples(Split.TEST));
      assertThat(ids(test.epoch(0)))
          .isEqualTo(IntStream.range(0, SAMPLES).mapToObj(i -> "chip" + i).toList());
    }
  }

  @Test
  void countsBatchesOfASplitThatTheyDivideAndOfOneThatTheyDoNot() {
    for (int[] sizes : new int[][] {{20, 5, 4}, {21, 5, 5}, {24, 5, 5}, {25, 5, 5}, {1, 5, 1}}) {
      MemoryDataset dataset = new MemoryDataset(sizes[0], 4, 4);
      try (DataLoader loader = loader(dataset, LoaderOptions.evaluation(sizes[1], 0, 1))) {
        assertThat(loader.batches()).as("%d samples", sizes[0]).isEqualTo(sizes[2]);
        assertThat(loader.epoch(0)).hasSize(sizes[2]);
      }
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
      assertThat(LabelMapBatch.of(batch.targets()).labels()).hasSize(2 * 2 * 3);
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
            .hasMessageContaining("smaller batch_size")
            .hasMessageContaining(
                "limited to " + Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MiB");
      }
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
}
