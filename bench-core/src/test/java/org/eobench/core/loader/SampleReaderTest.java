package org.eobench.core.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eobench.core.loader.Loaders.ids;
import static org.eobench.core.loader.Loaders.loader;
import static org.eobench.core.loader.Loaders.pause;
import static org.eobench.core.loader.Loaders.whole;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.KeptSamples;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.LabelMapBatch;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;

/** Samples that cannot be read, or that do not fit. */
class SampleReaderTest {
  private static final int SAMPLES = 23;

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

  /** A crop that is drawn before the chip is decoded is the one that is cut out of it. */
  @Test
  void readsOnlyTheRandomCropWhereTheDataSetCan() {
    int[] parts = {0};
    MemoryDataset whole = new MemoryDataset(SAMPLES, 9, 7);
    MemoryDataset inParts =
        new MemoryDataset(SAMPLES, 9, 7) {
          @Override
          public Sample read(
              SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice choice) {
            parts[0]++;
            ImagePart part = choice.of(9, 7);
            Sample all = read(ref, bands);
            Image image = Objects.requireNonNull(all.images().get("optical"));
            float[] data = new float[image.channels() * part.height() * part.width()];
            int[] labels = new int[part.height() * part.width()];
            for (int i = 0; i < data.length; i++) {
              int row = part.row() + i / part.width() % part.height();
              int from = row * 7 + part.column() + i % part.width();
              data[i] = image.data()[i / labels.length * 63 + from];
              labels[i % labels.length] = all.target().labels()[from];
            }
            Image cut = new Image(data, image.channels(), 1, part.height(), part.width());
            return all.with(Map.of("optical", cut))
                .with(new LabelMap(labels, part.height(), part.width()));
          }
        };
    LoaderOptions options = LoaderOptions.training(4, 2, 1);
    EoDataset kept = new KeptSamples(inParts, 0);
    try (DataLoader cut = new DataLoader(whole, Split.TRAIN, Loaders.twoCrops(whole), options);
        DataLoader read = new DataLoader(kept, Split.TRAIN, Loaders.twoCrops(kept), options)) {
      for (int epoch = 0; epoch < 2; epoch++) {
        Iterator<Batch> expected = cut.epoch(epoch).iterator();
        for (Batch batch : read.epoch(epoch)) {
          Batch same = expected.next();
          assertThat(batch.refs()).isEqualTo(same.refs());
          assertThat(image(batch)).isEqualTo(image(same));
          assertThat(LabelMapBatch.of(batch.targets()).labels())
              .isEqualTo(LabelMapBatch.of(same.targets()).labels());
        }
      }
    }
    assertThat(parts[0]).as("after the first, for which there might be room").isGreaterThan(30);
  }

  private static float[] image(Batch batch) {
    return Objects.requireNonNull(batch.images().get("optical")).data();
  }

  @Test
  void namesTheSampleWhereAReaderDoesNot() {
    MemoryDataset dataset =
        new MemoryDataset(2, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            throw new BenchException(ExitCode.DATA, Problem.of("Odd", "an odd thing"));
          }
        };
    try (DataLoader loader = loader(dataset, LoaderOptions.evaluation(1, 0, 1))) {
      assertThatThrownBy(() -> ids(loader.epoch(0)))
          .hasMessageContaining("[Bench/Odd] an odd thing")
          .hasMessageContaining("where: sample chip0: img0.tif, mask0.tif")
          .satisfies(
              failure -> assertThat(failure.getSuppressed()).as("where it was found").hasSize(1));
    }
  }

  @Test
  void refusesLabelsThatAreNoClassAndValuesThatAreNotFinite() {
    MemoryDataset labels =
        new MemoryDataset(1, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            Sample sample = super.read(ref, bands);
            LabelMap.of(sample).labels()[6] = 9;
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
  void addsNoSampleWhereAReaderNamesItOrOneOfItsFiles() {
    for (String name : List.of("chip0", "mask0.tif")) {
      MemoryDataset dataset =
          new MemoryDataset(2, 4, 4) {
            @Override
            public Sample read(SampleRef ref, Map<String, List<String>> bands) {
              throw new BenchException(ExitCode.DATA, Problem.of("Odd", name + " is odd"));
            }
          };
      try (DataLoader loader = loader(dataset, LoaderOptions.evaluation(1, 0, 1))) {
        assertThatThrownBy(() -> ids(loader.epoch(0)))
            .isInstanceOfSatisfying(
                BenchException.class,
                failure ->
                    assertThat(failure.problems())
                        .containsExactly(Problem.of("Odd", name + " is odd")));
      }
    }
  }

  @Test
  void namesTheBandAndPlaceOfAValueOfAnyDate() {
    MemoryDataset dataset =
        new MemoryDataset(1, 2, 3) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            float[] data = new float[3 * 2 * 2 * 3]; // 3 bands, 2 dates, 2 rows, 3 columns
            data[((2 * 2 + 1) * 2 + 1) * 3 + 2] = Float.NEGATIVE_INFINITY;
            return new Sample(
                Map.of("optical", new Image(data, 3, 2, 2, 3)),
                new LabelMap(new int[6], 2, 3),
                ref);
          }
        };
    try (DataLoader loader =
        new DataLoader(dataset, Split.TEST, whole(dataset), LoaderOptions.evaluation(1, 0, 1))) {
      assertThatThrownBy(() -> ids(loader.epoch(0)))
          .hasMessageContaining("-Infinity in optical band B4 at row 1, column 2");
    }
  }
}
