package org.eobench.core.encoder.bands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.junit.jupiter.api.Test;

class MissingBandsTest {
  private static final Map<String, List<Band>> OFFERED =
      Map.of(
          "optical",
          List.of(new Band("B2", null), new Band("B4", null), new Band("B8A", null)),
          "sar",
          List.of(new Band("VV", null)));
  private static final Map<String, List<String>> OPTICAL =
      Map.of("optical", List.of("B2", "B3", "B4", "B9"));

  private static MissingBands missing(MissingBand rule, Map<String, List<String>> wanted) {
    return new MissingBands(rule, OFFERED, wanted);
  }

  @Test
  void aMissingBandIsAnErrorThatNamesTheNearestOne() {
    Problems problems = new Problems();
    missing(MissingBand.ERROR, OPTICAL).report(problems);
    assertThatThrownBy(() -> problems.throwIfAny(ExitCode.CONFIG))
        .hasMessageContaining(
            "[Bench/MissingBands] the encoder takes the optical bands B3, B9, which the data set"
                + " lacks")
        .hasMessageContaining("nearest to B3 is B2 (0.49 µm for 0.56 µm)")
        .hasMessageContaining("nearest to B9 is B8A (0.865 µm for 0.945 µm)")
        .hasMessageContaining("`encoder.missing_band=nearest`")
        .hasMessageContaining("`encoder.missing_band=zero`");
  }

  @Test
  void noBandIsMissingWhereTheDataHaveAllOrNothingOfAModality() {
    for (Map<String, List<String>> wanted :
        List.of(Map.of("optical", List.of("B4", "B2")), Map.of("dem", List.of("height")))) {
      Problems problems = new Problems();
      MissingBands missing = missing(MissingBand.ERROR, wanted);
      missing.report(problems);
      assertThat(problems.isEmpty()).isTrue();
      assertThat(missing.text()).isEmpty();
      assertThat(missing.warnings()).isEmpty();
    }
  }

  @Test
  void theOtherRulesReportNoProblem() {
    for (MissingBand rule : List.of(MissingBand.NEAREST, MissingBand.ZERO, MissingBand.DROP)) {
      Problems problems = new Problems();
      missing(rule, OPTICAL).report(problems);
      assertThat(problems.isEmpty()).as(rule.key()).isTrue();
    }
  }

  @Test
  void theNearestBandInWavelengthTakesThePlaceOfAMissingOne() {
    MissingBands missing = missing(MissingBand.NEAREST, OPTICAL);
    assertThat(missing.sources()).isEqualTo(Map.of("optical", Map.of("B3", "B2", "B9", "B8A")));
    assertThat(missing.kept()).isEqualTo(OPTICAL);
    assertThat(missing.text()).isEqualTo("optical: B2 for B3, B8A for B9");
    assertThat(missing.warnings())
        .containsExactly(
            "the data set has no optical band B3; the encoder gets B2 (0.49 µm for 0.56 µm)"
                + " instead",
            "the data set has no optical band B9; the encoder gets B8A (0.865 µm for 0.945 µm)"
                + " instead");
  }

  @Test
  void nothingIsNearestToABandWithoutWavelength() {
    MissingBands radar = missing(MissingBand.NEAREST, Map.of("sar", List.of("VV", "VH")));
    assertThatThrownBy(radar::sources)
        .hasMessageContaining("[Bench/NoNearestBand] no sar band is nearest to VH")
        .hasMessageContaining("`encoder.missing_band=zero`");
    Problems problems = new Problems();
    missing(MissingBand.ERROR, Map.of("sar", List.of("VV", "VH"))).report(problems);
    assertThat(problems.list().get(0).next()).doesNotContain("nearest");
  }

  @Test
  void droppedBandsAreLeftOutOfTheEncoder() {
    MissingBands missing = missing(MissingBand.DROP, OPTICAL);
    assertThat(missing.kept()).isEqualTo(Map.of("optical", List.of("B2", "B4")));
    assertThat(missing.sources()).isEmpty();
    assertThat(missing.text()).isEqualTo("optical: without B3 B9");
    assertThat(missing.warnings())
        .containsExactly(
            "the data set has no optical band B3, B9; the encoder is built without it");
  }

  @Test
  void aModalityThatWouldLoseAllBandsKeepsThem() {
    Map<String, List<String>> wanted = Map.of("optical", List.of("B11"), "dem", List.of("height"));
    assertThat(missing(MissingBand.DROP, wanted).kept()).isEqualTo(wanted);
  }

  @Test
  void bandsThatPreprocessingFilledAreNamedWithTheNearestOnes() {
    MissingBands missing =
        missing(MissingBand.ZERO, OPTICAL).filling(Map.of("optical", List.of("B9")));
    assertThat(missing.text()).isEqualTo("optical: B9");
    assertThat(missing.warnings())
        .containsExactly(
            "the data set has no optical band B9; the encoder gets zeros instead",
            "nearest to B9, the data set has B8A (0.865 µm for 0.945 µm)");
    MissingBands alike =
        missing(MissingBand.ZERO, Map.of("optical", List.of("B8", "B4")))
            .filling(Map.of("optical", List.of("B8")));
    assertThat(alike.warnings().get(1))
        .isEqualTo(
            "nearest to B8, the data set has B8A (0.865 µm for 0.842 µm); to use it as B8:"
                + " `encoder.missing_band=nearest`");
  }
}
