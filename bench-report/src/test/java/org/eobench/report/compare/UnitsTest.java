package org.eobench.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.Footprint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnitsTest {
  private static Footprint tile(String system, double x, double y) {
    return new Footprint(system, false, x, y, x + 100, y + 100);
  }

  /** Scenes of four tiles in a row, far from each other. */
  private static List<@Nullable Footprint> scenes(int scenes) {
    List<@Nullable Footprint> places = new ArrayList<>();
    for (int i = 0; i < scenes; i++) {
      for (int tile = 3; tile >= 0; tile--) {
        places.add(tile("EPSG:32633", 1_000.0 * i + 100 * tile, 5));
      }
    }
    return places;
  }

  @Test
  void samplesThatTouchAreDrawnTogether() {
    Units units = Units.of(scenes(15), Units.Choice.AUTO);

    assertThat(units.name()).isEqualTo("blocks");
    assertThat(units.count()).isEqualTo(15);
    assertThat(units.blocks().of(0)).containsExactly(0, 1, 2, 3);
    assertThat(units.remarks())
        .containsExactly(
            "60 samples that touch on the ground form 15 blocks, which are drawn whole.");
  }

  @Test
  void theSamePlaceOfAnotherCoordinateSystemDoesNotTouch() {
    List<@Nullable Footprint> places = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      places.add(tile("EPSG:" + i, 0, 0));
    }

    Units units = Units.of(places, Units.Choice.AUTO);

    assertThat(units.count()).isEqualTo(20);
    assertThat(units.remarks()).isEmpty();
  }

  @Test
  void fewGroupsAreNoUnits() {
    Units units = Units.of(scenes(5), Units.Choice.AUTO);

    assertThat(units.name()).isEqualTo("samples");
    assertThat(units.count()).isEqualTo(20);
    assertThat(units.remarks().get(0)).contains("form only 5 groups").contains("--blocks METRES");
  }

  @Test
  void squaresOfTheMap() {
    Units units = Units.of(scenes(15), new Units.Choice(Units.Rule.SQUARES, 200));

    // Centres at 50, 150 | 250, 350 of every 1000 m.
    assertThat(units.count()).isEqualTo(30);
    assertThat(units.remarks())
        .containsExactly("60 samples lie in 30 squares of 200 m, which are drawn whole.");
  }

  @Test
  void squaresInDegreesHaveMetres() {
    List<@Nullable Footprint> places = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      // 0.01 degrees are 557 m at 60 degrees north.
      places.add(new Footprint("EPSG:4326", true, 10 + 0.01 * i, 60, 10.001 + 0.01 * i, 60.001));
    }

    assertThat(Units.of(places, new Units.Choice(Units.Rule.SQUARES, 1_114)).count())
        .isBetween(15, 16);
  }

  @Test
  void unknownPlacesAreSaid() {
    List<@Nullable Footprint> places = scenes(15);
    places.set(3, null);

    Units units = Units.of(places, Units.Choice.AUTO);

    assertThat(units.count()).isEqualTo(60);
    assertThat(units.remarks().get(0)).contains("do not tell where all samples lie");
    assertThatThrownBy(() -> Units.of(places, new Units.Choice(Units.Rule.SQUARES, 10)))
        .hasMessageContaining("where sample 3 lies");
  }

  @Test
  void fewUnitsAreSaid() {
    assertThat(Units.of(scenes(2), new Units.Choice(Units.Rule.SAMPLES, 0)).remarks().get(0))
        .startsWith("Only 8 samples: 95 % intervals over fewer than 12 are too narrow");
  }
}
