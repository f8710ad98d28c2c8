package org.eobench.core.run.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;

class TrainingDistributionTest {
  @Test
  void countsTheClassesOfTheTrainingSplitWithoutIgnoredPixels() {
    MemoryDataset dataset = new MemoryDataset(5, 7, 9);
    double[] count = new double[3];
    for (SampleRef ref : dataset.samples(Split.TRAIN)) {
      Sample sample = dataset.read(ref, Map.of("optical", MemoryDataset.BANDS));
      Arrays.stream(LabelMap.of(sample).labels()).filter(k -> k >= 0).forEach(k -> count[k]++);
    }
    double all = Arrays.stream(count).sum();

    List<Double> shares = new TrainingDistribution(dataset).get();

    assertThat(shares).hasSize(3);
    for (int k = 0; k < 3; k++) {
      assertThat(shares.get(k)).isCloseTo(count[k] / all, within(1e-12));
    }
    assertThat(all).isPositive();
  }

  @Test
  void refusesALabelThatIsNoClass() {
    MemoryDataset dataset =
        new MemoryDataset(2, 4, 4) {
          @Override
          public Sample read(SampleRef ref, Map<String, List<String>> bands) {
            Sample sample = super.read(ref, bands);
            LabelMap.of(sample).labels()[3] = 9;
            return sample;
          }
        };

    assertThatThrownBy(() -> new TrainingDistribution(dataset).get())
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/UnknownLabel]")
        .hasMessageContaining("label 9 at row 0, column 3");
  }
}
