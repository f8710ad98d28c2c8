package org.eobench.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BandNamesTest {
  @Test
  void recognisesLeadingZerosAndSpectralNames() {
    assertThat(BandNames.otherNameOf("B2", List.of("B01", "B02"))).isEqualTo("B02");
    assertThat(BandNames.otherNameOf("B8A", List.of("NIR_BROAD", "NIR_NARROW")))
        .isEqualTo("NIR_NARROW");
    assertThat(BandNames.otherNameOf("B11", List.of("swir-1"))).isEqualTo("swir-1");
    assertThat(BandNames.otherNameOf("Red", List.of("B4"))).isEqualTo("B4");
  }

  @Test
  void doesNotGuess() {
    assertThat(BandNames.otherNameOf("B8A", List.of("B8", "B08", "NIR", "B5"))).isNull();
    assertThat(BandNames.otherNameOf("VV", List.of("VH"))).isNull();
    assertThat(BandNames.otherNameOf("B2", List.of("B2", "B02"))).as("offered itself").isNull();
  }
}
