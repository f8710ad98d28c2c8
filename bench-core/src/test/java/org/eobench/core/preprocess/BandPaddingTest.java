package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;

class BandPaddingTest {
  private static Map<String, List<String>> opticalAndSar() {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    bands.put("optical", List.of("B2"));
    bands.put("sar", List.of("VV", "VH"));
    return bands;
  }

  @Test
  void fillsTheBandsTheDataLacksAndReportsThem() {
    StepContext context = Chips.optical(List.of("B2", "B3"), List.of("B3", "B8", "B2", "B9"));
    BandPadding padding = new BandPadding(context, -1.5, false);

    Sample sample =
        padding.apply(Chips.sample(Map.of("optical", 2), 1, 2), SampleRandom.of(1, 0, 0));

    assertThat(Chips.image(sample, "optical").data())
        .containsExactly(200, 201, -1.5f, -1.5f, 100, 101, -1.5f, -1.5f);
    assertThat(padding.output().bands())
        .isEqualTo(Map.of("optical", List.of("B3", "B8", "B2", "B9")));
    assertThat(padding.output().padded()).isEqualTo(Map.of("optical", List.of("B8", "B9")));
  }

  @Test
  void reportsNothingWhereNothingIsMissing() {
    StepContext context = Chips.optical(List.of("B2", "B3"), List.of("B3", "B2"));

    assertThat(new BandPadding(context, 0, false).output().padded()).isEmpty();
  }

  @Test
  void refusesAModalityThatIsWhollyAbsent() {
    StepContext context =
        Chips.context(4, Map.of("optical", List.of("B2")), opticalAndSar(), Map.of());

    assertThatThrownBy(() -> new BandPadding(context, 0, false))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/MissingModality]")
        .hasMessageContaining("sar")
        .hasMessageContaining("allow_missing_modality");
  }

  @Test
  void fillsAnAbsentModalityWhenAllowed() {
    StepContext context =
        Chips.context(4, Map.of("optical", List.of("B2")), opticalAndSar(), Map.of());
    BandPadding padding = new BandPadding(context, 0, true);

    Sample sample =
        padding.apply(Chips.sample(Map.of("optical", 1), 2, 3), SampleRandom.of(1, 0, 0));

    assertThat(sample.images().keySet()).containsExactly("optical", "sar");
    assertThat(Chips.image(sample, "sar").data()).containsOnly(0).hasSize(2 * 2 * 3);
    assertThat(padding.output().padded()).isEqualTo(Map.of("sar", List.of("VV", "VH")));
  }

  @Test
  void normalisingAfterwardsMakesFilledBandsZero() {
    BandStats stats = new BandStats(List.of(100.0), List.of(2.0), List.of(100.0), List.of(104.0));
    StepContext context =
        Chips.context(
            4,
            Map.of("optical", List.of("B2")),
            Map.of("optical", List.of("B2", "B8")),
            Map.of("optical", stats));
    for (Normalization kind : Normalization.values()) {
      Preprocessor chain =
          new Preprocessor(
              context,
              List.of(
                  start -> new BandPadding(start, 7, false), start -> new Normalize(start, kind)));

      Sample sample =
          chain.apply(Chips.sample(Map.of("optical", 1), 1, 2), SampleRandom.of(1, 0, 0));

      float second = kind == Normalization.MEAN_STD ? 0.5f : 0.25f;
      assertThat(Chips.image(sample, "optical").data()).containsExactly(0, second, 0, 0);
    }
  }
}
