package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;

class NormalizeTest {
  private static StepContext context(BandStats stats) {
    Map<String, List<String>> bands = Map.of("optical", List.of("B2", "B3"));
    return Chips.context(4, bands, bands, Map.of("optical", stats));
  }

  private static final BandStats STATS =
      new BandStats(
          List.of(100.0, 200.5), List.of(0.3, 4.0), List.of(99.0, 190.0), List.of(102.0, 210.0));

  @Test
  void subtractsTheMeanAndDividesByTheDeviationInFloat32() {
    Sample sample = Chips.sample(Map.of("optical", 2), 1, 2);

    Sample ready =
        new Normalize(context(STATS), Normalization.MEAN_STD)
            .apply(sample, SampleRandom.of(1, 0, 0));

    assertThat(Chips.image(ready, "optical").data())
        .containsExactly(0, (101 - 100f) / 0.3f, (200 - 200.5f) / 4, (201 - 200.5f) / 4);
  }

  @Test
  void scalesToTheRangeWithoutClipping() {
    Sample ready =
        new Normalize(context(STATS), Normalization.MIN_MAX)
            .apply(Chips.sample(Map.of("optical", 2), 1, 5), SampleRandom.of(1, 0, 0));

    float[] data = Chips.image(ready, "optical").data();
    assertThat(data[0]).isEqualTo((100 - 99f) / (102f - 99f));
    assertThat(data[4]).isEqualTo((104 - 99f) / (102f - 99f)).isGreaterThan(1);
  }

  @Test
  void scalesEveryDateOfABandAlike() {
    Image series = new Image(new float[] {101, 102, 201, 202}, 2, 2, 1, 1);
    Sample sample = Chips.sample(Map.of("optical", 2), 1, 1).with(Map.of("optical", series));

    Sample ready =
        new Normalize(context(STATS), Normalization.MEAN_STD)
            .apply(sample, SampleRandom.of(1, 0, 0));

    assertThat(Chips.image(ready, "optical").data())
        .containsExactly(
            (101 - 100f) / 0.3f, (102 - 100f) / 0.3f, (201 - 200.5f) / 4, (202 - 200.5f) / 4);
  }

  @Test
  void leavesTheSampleItIsGivenUnchanged() {
    Sample sample = Chips.sample(Map.of("optical", 2), 2, 2);
    float[] before = Chips.image(sample, "optical").data().clone();

    new Normalize(context(STATS), Normalization.MEAN_STD).apply(sample, SampleRandom.of(1, 0, 0));

    assertThat(Chips.image(sample, "optical").data()).containsExactly(before);
  }

  @Test
  void knowsTheStatisticsAfterwards() {
    Normalize step = new Normalize(context(STATS), Normalization.MEAN_STD);

    BandStats after = Chips.stats(step);

    assertThat(after.mean()).containsExactly(0.0, 0.0);
    assertThat(after.std()).allSatisfy(std -> assertThat(std).isBetween(0.999999, 1.000001));
    assertThat(after.min().get(1)).isEqualTo((190.0 - 200.5) / 4);
  }

  @Test
  void namesEveryBandWhoseDeviationIsZeroInOneRefusal() {
    BandStats broken =
        new BandStats(List.of(1.0, 2.0), List.of(0.0, Double.NaN), List.of(), List.of());

    assertThatThrownBy(() -> new Normalize(context(broken), Normalization.MEAN_STD))
        .isInstanceOfSatisfying(
            BenchException.class, failure -> assertThat(failure.problems()).hasSize(1))
        .hasMessageContaining("[Bench/UnusableStatistics]")
        .hasMessageContaining("bands B2, B3 of optical")
        .hasMessageContaining("data_std is 0.0 for B2")
        .hasMessageContaining("dataset.data_std.optical");
  }

  @Test
  void refusesARangeOfNothing() {
    BandStats broken = new BandStats(List.of(), List.of(), List.of(0.0, 0.0), List.of(0.0, 1.0));

    assertThatThrownBy(() -> new Normalize(context(broken), Normalization.MIN_MAX))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("band B2 of optical")
        .hasMessageNotContaining("band B3")
        .hasMessageContaining("a max above the min");
  }

  @Test
  void refusesUnknownStatistics() {
    assertThatThrownBy(() -> new Normalize(context(BandStats.UNKNOWN), Normalization.MEAN_STD))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/MissingStatistics]")
        .hasMessageContaining("data_mean")
        .hasMessageContaining("optical");
  }

  @Test
  void refusesListsOfAnotherLengthThanTheBands() {
    BandStats broken = new BandStats(List.of(1.0), List.of(1.0, 2.0, 3.0), List.of(), List.of());

    assertThatThrownBy(() -> context(broken))
        .isInstanceOfSatisfying(
            BenchException.class, failure -> assertThat(failure.problems()).hasSize(2))
        .hasMessageContaining("data_mean.optical has 1 values, but there are 2 bands");
  }
}
