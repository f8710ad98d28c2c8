package org.eobench.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;

/** Samples of one band and 256 x 256 pixels: 512 KiB each with their labels. */
class KeptSamplesTest {
  private static final Map<String, List<String>> ONE = Map.of("optical", List.of("B2"));

  private final List<String> reads = new ArrayList<>();
  private final MemoryDataset files =
      new MemoryDataset(5, 256, 256) {
        @Override
        public Sample read(SampleRef ref, Map<String, List<String>> bands) {
          synchronized (reads) {
            reads.add(ref.id());
          }
          return super.read(ref, bands);
        }
      };
  private final List<SampleRef> refs = files.samples(Split.TRAIN);

  @Test
  void readsAFileOnce() {
    EoDataset dataset = new KeptSamples(files, 100);
    Sample first = dataset.read(refs.get(0), ONE);
    assertThat(dataset.read(refs.get(0), ONE)).isSameAs(first);
    assertThat(dataset.read(refs.get(1), ONE)).isNotSameAs(first);
    assertThat(reads).containsExactly("chip0", "chip1");
  }

  @Test
  void tellsTheBandsOfASampleApart() {
    EoDataset dataset = new KeptSamples(files, 100);
    Map<String, List<String>> two = Map.of("optical", List.of("B3", "B2"));
    dataset.read(refs.get(0), ONE);
    Image image = dataset.read(refs.get(0), two).images().values().iterator().next();
    assertThat(image.channels()).isEqualTo(2);
    assertThat(reads).hasSize(2);
  }

  /** Two samples fit into one mebibyte; the others are read each time. */
  @Test
  void keepsNoMoreThanItsBound() {
    EoDataset dataset = new KeptSamples(files, 1);
    for (int epoch = 0; epoch < 2; epoch++) {
      refs.forEach(ref -> dataset.read(ref, ONE));
    }
    assertThat(reads)
        .containsExactly("chip0", "chip1", "chip2", "chip3", "chip4", "chip2", "chip3", "chip4");
  }

  @Test
  void keepsNothingIfTheBoundIsZero() {
    EoDataset dataset = new KeptSamples(files, 0);
    dataset.read(refs.get(0), ONE);
    dataset.read(refs.get(0), ONE);
    assertThat(reads).hasSize(2);
  }

  @Test
  void givesTheSameValuesToSeveralThreads() throws Exception {
    EoDataset dataset = new KeptSamples(files, 1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Sample>> found = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        SampleRef ref = refs.get(i % refs.size());
        found.add(threads.submit(() -> dataset.read(ref, ONE)));
      }
      for (int i = 0; i < found.size(); i++) {
        Sample sample = found.get(i).get();
        assertThat(sample.ref()).isEqualTo(refs.get(i % refs.size()));
        assertThat(Objects.requireNonNull(sample.images().get("optical")).data()[0])
            .isEqualTo(i % refs.size() * 1000);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(reads.size()).as("two of five samples are kept").isBetween(122, 135);
  }
}
