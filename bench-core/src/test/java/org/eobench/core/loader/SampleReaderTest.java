package org.eobench.core.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eobench.core.loader.Loaders.ids;
import static org.eobench.core.loader.Loaders.loader;
import static org.eobench.core.loader.Loaders.pause;
import static org.eobench.core.loader.Loaders.whole;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.task.segmentation.LabelMap;
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
