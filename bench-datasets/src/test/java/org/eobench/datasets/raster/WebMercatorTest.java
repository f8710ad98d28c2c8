package org.eobench.datasets.raster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.eobench.core.dataset.Acquisition.Place;
import org.junit.jupiter.api.Test;

final class WebMercatorTest {
  /** Numbers of PROJ, from {@code gdaltransform -s_srs EPSG:4326 -t_srs EPSG:3857}. */
  @Test
  void convertsAsProjDoes() {
    double[] found = WebMercator.map(46.05, 14.5);
    assertThat(found[0]).isCloseTo(1614132.6165024668, within(1e-6));
    assertThat(found[1]).isCloseTo(5788365.378851469, within(1e-6));
    Place back = requireNonNull(WebMercator.place(found[0], found[1]));
    assertThat(back.latitude()).isCloseTo(46.05, within(1e-12));
    assertThat(back.longitude()).isCloseTo(14.5, within(1e-12));
  }

  @Test
  void hasNoPlaceOutsideOfTheWorld() {
    assertThat(WebMercator.place(3e7, 0)).isNull();
  }
}
