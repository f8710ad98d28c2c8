package org.eobench.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearBandTest {
  private static List<Band> bands(String... names) {
    return List.of(names).stream().map(name -> new Band(name, null)).toList();
  }

  @Test
  void knowsThatB8AAndB8SeeNearlyTheSame() {
    NearBand near = NearBand.of("B8", bands("B4", "B8A", "B11")).orElseThrow();

    assertThat(near.name()).isEqualTo("B8A");
    assertThat(near.alike()).isTrue();
    assertThat(NearBand.of("B8A", bands("B4", "B08")).orElseThrow().name()).isEqualTo("B08");
  }

  @Test
  void saysThatTheNearestBandIsFar() {
    NearBand near = NearBand.of("B10", bands("B2", "B9", "B11")).orElseThrow();

    assertThat(near).hasToString("B11 (1.61 µm for 1.375 µm)");
    assertThat(near.alike()).isFalse();
  }

  @Test
  void goesByTheWavelengthsThatTheDataSetGives() {
    List<Band> bands = List.of(new Band("NIR", 0.84), new Band("first", 0.49));

    assertThat(NearBand.of("B8", bands).orElseThrow().name()).isEqualTo("NIR");
    assertThat(NearBand.of("VV", bands)).isEmpty();
    assertThat(NearBand.of("B8", bands("VV", "VH"))).isEmpty();
  }
}
