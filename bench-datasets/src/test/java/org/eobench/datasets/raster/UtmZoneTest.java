package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.io.geotiff.Crs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtmZoneTest {
  /** Places as PROJ 9 computes them. */
  @ParameterizedTest
  @CsvSource({
    "32610, 707640, 5192340, 46.85218184312945, -120.2762514201443",
    "32610, 553785, 4183215, 37.7947208988339, -122.38909781975605",
    "32601, 180000, 100, 0.0009035853018118346, -179.8745444143212",
    "32660, 820000, 7000000, 62.987959448552694, -176.67750120583733",
    "32733, 500000, 9999999, -9.047313695982213e-06, 14.999999999999982",
    "32719, 166021.4431793306, 1116915.04, -79.5796148787219, -85.76353270556466",
    "32632, 300000, 5500000, 49.61941719188828, 6.230942252786117",
    "32633, 250000, 8900000, 79.91577504545228, 2.1085158625996177"
  })
  void findsPlacesToAHundredMillionthOfADegree(
      int epsg, double easting, double northing, double latitude, double longitude) {
    UtmZone zone = Objects.requireNonNull(UtmZone.of(Crs.projected(epsg)));
    Place place = Objects.requireNonNull(zone.place(easting, northing));
    assertThat(place.latitude()).isCloseTo(latitude, within(1e-8));
    assertThat(place.longitude()).isCloseTo(longitude, within(1e-8));
    assertThat(zone.crs()).isEqualTo(Crs.projected(epsg));
  }

  /** Coordinates as PROJ 9 computes them, also from the neighbouring zone. */
  @ParameterizedTest
  @CsvSource({
    "32631, 2.81, 42.336, 484347.6992, 4687100.4945",
    "32633, 14.5, 45.8, 461144.6010, 5071948.0567",
    "32756, 151.2, -33.86, 333491.2299, 6251909.2060",
    "32601, -179.9, 60.0, 338279.2491, 6654956.7199",
    "32601, 179.9, 60.0, 327131.3639, 6655462.6839",
    "32631, 10.0, 70.0, 766689.2261, 7781205.3196"
  })
  void convertsPlacesToTheGridToAMillimetre(
      int epsg, double longitude, double latitude, double easting, double northing) {
    UtmZone zone = Objects.requireNonNull(UtmZone.of(Crs.projected(epsg)));
    double[] map = zone.map(latitude, longitude);
    assertThat(map[0]).isCloseTo(easting, within(1e-3));
    assertThat(map[1]).isCloseTo(northing, within(1e-3));
    Place place = Objects.requireNonNull(zone.place(map[0], map[1]));
    assertThat(place.latitude()).isCloseTo(latitude, within(1e-10));
    assertThat(place.longitude()).isCloseTo(longitude, within(1e-10));
  }

  @Test
  void theEquatorOnTheCentralMeridianIsExact() {
    Place place = Objects.requireNonNull(new UtmZone(31, true).place(500_000, 0));
    assertThat(place).isEqualTo(new Place(0, 3));
  }

  @Test
  void knowsNoOtherSystems() {
    for (int epsg : new int[] {4326, 3857, 32600, 32661, 32700, 32761}) {
      assertThat(UtmZone.of(Crs.projected(epsg))).isNull();
    }
    assertThatThrownBy(() -> new UtmZone(61, true)).hasMessageContaining("61");
  }

  @Test
  void coordinatesFarOffHaveNoPlace() {
    UtmZone zone = new UtmZone(10, true);
    assertThat(zone.place(1e12, 0)).isNull();
    assertThat(zone.place(500_000, -2e7)).isNull();
    assertThat(zone.place(Double.NaN, 0)).isNull();
  }
}
