package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Sample;
import org.eobench.core.encoder.WeightsCard;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;

class ModelNormalizationTest {
  private static final Map<String, List<String>> BANDS = Map.of("optical", List.of("B2", "B3"));

  /** In reflectance; the pretraining counts ten thousandths. */
  private static final BandStats DATA =
      new BandStats(List.of(0.05, 0.07), List.of(0.04, 0.05), List.of(), List.of());

  private static final WeightsCard.Statistics PRETRAINING =
      new WeightsCard.Statistics(
          "reflectance x 10000",
          Map.of("optical", Map.of("B2", 1000.0, "B3", 1200.0, "B4", 1.0)),
          Map.of("optical", Map.of("B2", 500.0, "B3", 800.0, "B4", 1.0)));

  private static StepContext context(BandStats stats, double scale) {
    StepContext plain = Chips.context(4, BANDS, BANDS, Map.of("optical", stats));
    return new StepContext(
        plain.images(),
        plain.encoder(),
        plain.position(),
        new ModelNormalization(PRETRAINING, scale));
  }

  @Test
  void scalesByTheStatisticsOfThePretrainingInTheUnitOfTheData() {
    Normalize step = new Normalize(context(DATA, 10_000), Normalization.MEAN_STD);
    Sample ready = step.apply(Chips.sample(Map.of("optical", 2), 1, 1), SampleRandom.of(1, 0, 0));
    // The pixels are 100 and 200.
    assertThat(Chips.image(ready, "optical").data()[0])
        .isCloseTo((100 * 10_000 - 1000) / 500f, within(0.1f));
    assertThat(Chips.image(ready, "optical").data()[1])
        .isCloseTo((200 * 10_000 - 1200) / 800f, within(0.1f));
    assertThat(Chips.stats(step).mean().get(0))
        .as("the mean of the data, scaled alike")
        .isCloseTo((0.05 * 10_000 - 1000) / 500, within(1e-5));
  }

  @Test
  void refusesAnotherUnitAndSaysWhichFactorWouldFit() {
    assertThatThrownBy(() -> new Normalize(context(DATA, 1), Normalization.MEAN_STD))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("UnitsDiffer")
        .hasMessageContaining("values in reflectance x 10000")
        .hasMessageContaining("`normalization_scale=10000`");
    new Normalize(context(BandStats.UNKNOWN, 1), Normalization.MEAN_STD);
  }

  @Test
  void namesTheBandsWithoutStatistics() {
    Map<String, List<String>> bands = Map.of("optical", List.of("B2", "B8", "B9"));
    StepContext plain = Chips.context(4, bands, bands, Map.of());
    StepContext context =
        new StepContext(
            plain.images(),
            plain.encoder(),
            plain.position(),
            new ModelNormalization(PRETRAINING, 1));
    assertThatThrownBy(() -> new Normalize(context, Normalization.MEAN_STD))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("lack the optical bands B8, B9")
        .hasMessageContaining("normalization=data");
  }

  @Test
  void refusesARange() {
    assertThatThrownBy(() -> new Normalize(context(DATA, 10_000), Normalization.MIN_MAX))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NormalizeMinMax needs minima and maxima");
  }

  @Test
  void bandsThatWereFilledBeforeStayZero() {
    Map<String, List<String>> wanted = Map.of("optical", List.of("B2", "B8A"));
    Map<String, List<String>> given = Map.of("optical", List.of("B2"));
    BandStats one = new BandStats(List.of(0.05), List.of(0.04), List.of(0.0), List.of(1.0));
    StepContext start = Chips.context(4, given, wanted, Map.of("optical", one));
    BandPadding padding = new BandPadding(start, 3, false);
    StepContext context =
        new StepContext(
            padding.output(),
            start.encoder(),
            start.position(),
            new ModelNormalization(PRETRAINING, 10_000));
    Normalize step = new Normalize(context, Normalization.MEAN_STD);
    Sample padded =
        padding.apply(Chips.sample(Map.of("optical", 1), 1, 1), SampleRandom.of(1, 0, 0));
    Sample ready = step.apply(padded, SampleRandom.of(1, 0, 0));
    assertThat(Chips.image(ready, "optical").data()[1]).isZero();
  }

  @Test
  void refusesStatisticsThatAreNone() {
    Map<String, Map<String, Double>> mean = Map.of("optical", Map.of("B2", 1.0));
    for (double std : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(
              () -> new WeightsCard.Statistics("DN", mean, Map.of("optical", Map.of("B2", std))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("statistics.std");
    }
    assertThatThrownBy(
            () -> new WeightsCard.Statistics("DN", mean, Map.of("optical", Map.of("B3", 1.0))))
        .hasMessageContaining("must name the same modalities and bands");
  }
}
