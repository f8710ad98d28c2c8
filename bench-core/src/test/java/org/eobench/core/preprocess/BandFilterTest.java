package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;

class BandFilterTest {
  @Test
  void keepsTheEncodersBandsInTheEncodersOrder() {
    StepContext context = Chips.optical(List.of("B2", "B3", "B4"), List.of("B1", "B4", "B2"));
    BandFilter filter = new BandFilter(context);

    Sample sample =
        filter.apply(Chips.sample(Map.of("optical", 3), 1, 2), SampleRandom.of(1, 0, 0));

    assertThat(filter.output().bands()).isEqualTo(Map.of("optical", List.of("B4", "B2")));
    assertThat(Chips.image(sample, "optical").data()).containsExactly(300, 301, 100, 101);
  }

  @Test
  void dropsModalitiesTheEncoderDoesNotKnow() {
    StepContext context =
        Chips.context(
            4,
            Map.of("optical", List.of("B2"), "sar", List.of("VV")),
            Map.of("sar", List.of("VV")),
            Map.of());
    BandFilter filter = new BandFilter(context);

    Sample sample =
        filter.apply(Chips.sample(Map.of("optical", 1, "sar", 1), 1, 2), SampleRandom.of(1, 0, 0));

    assertThat(sample.images()).containsOnlyKeys("sar");
    assertThat(filter.output().bands()).containsOnlyKeys("sar");
  }

  @Test
  void movesStatisticsWithTheirBands() {
    BandStats stats = new BandStats(List.of(1.0, 2.0), List.of(3.0, 4.0), List.of(), List.of());
    StepContext context =
        Chips.context(
            4,
            Map.of("optical", List.of("B2", "B3")),
            Map.of("optical", List.of("B3", "B2")),
            Map.of("optical", stats));

    BandStats moved = Chips.stats(new BandFilter(context));

    assertThat(moved)
        .isEqualTo(new BandStats(List.of(2.0, 1.0), List.of(4.0, 3.0), List.of(), List.of()));
  }

  /** Its pixels and statistics are those of the band that takes its place. */
  @Test
  void givesAMissingBandThePixelsAndStatisticsOfAnother() {
    BandStats stats = new BandStats(List.of(1.0, 2.0), List.of(3.0, 4.0), List.of(), List.of());
    StepContext plain =
        Chips.context(
            4,
            Map.of("optical", List.of("B2", "B8A")),
            Map.of("optical", List.of("B8", "B2")),
            Map.of("optical", stats));
    StepContext context = plain.replacing(Map.of("optical", Map.of("B8", "B8A")));
    Preprocessor chain = new Preprocessor(context, List.of(BandFilter::new));

    Sample sample = chain.apply(Chips.sample(Map.of("optical", 2), 1, 2), SampleRandom.of(1, 0, 0));

    assertThat(chain.output().bands()).isEqualTo(Map.of("optical", List.of("B8", "B2")));
    assertThat(chain.output().padded()).isEmpty();
    assertThat(Chips.image(sample, "optical").data()).containsExactly(200, 201, 100, 101);
    assertThat(Chips.stats(new BandFilter(context)))
        .isEqualTo(new BandStats(List.of(2.0, 1.0), List.of(4.0, 3.0), List.of(), List.of()));
    assertThat(chain.narrowed().input().bands()).isEqualTo(Map.of("optical", List.of("B2", "B8A")));
    assertThat(new BandPadding(context, 0, false).output().padded()).isEmpty();
  }

  @Test
  void refusesAnEncoderWithoutACommonBand() {
    StepContext context = Chips.optical(List.of("B2"), List.of("B8"));

    assertThatThrownBy(() -> new BandFilter(context))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NoCommonBand]")
        .hasMessageContaining("[B8]")
        .hasMessageContaining("[B2]");
  }

  @Test
  void refusesBandsThatTheDataNamesOtherwise() {
    StepContext context =
        Chips.optical(List.of("B02", "B03", "B04", "B05"), List.of("B2", "B4", "B8A"));

    assertThatThrownBy(() -> new BandFilter(context))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/OtherBandNames]")
        .hasMessageContaining("B02 for B2, B04 for B4")
        .hasMessageContaining("the encoder takes B2, B4, B8A")
        .hasMessageContaining("Landsat's B05");
  }
}
