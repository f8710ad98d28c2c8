package org.eobench.encoders.dinov2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.cases.Comparison;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.Deviation;
import org.eobench.testing.golden.cases.GoldenCase;
import org.junit.jupiter.api.Test;

class DayOfYearTest {
  /** Row B2: sines on even features, cosines on odd ones, of day / 10000^(2i/D). */
  @Test
  void b2TableOfDays1And180() {
    assertThat(DayOfYear.codes(List.of(on(1), on(180)), 6))
        .containsExactly(
            new float[] {
              0.841471f, 0.540302f, 0.0463992f, 0.998923f, 0.00215443f, 0.999998f,
              -0.801153f, -0.59846f, 0.877161f, -0.480196f, 0.378151f, 0.925744f
            },
            within(1e-6f));
  }

  @Test
  void b2EqualsTheTableThatTheForkComputes() {
    GoldenCase golden = GoldenCase.read(SharedFiles.require("golden_2026/fusion_day_of_year"));
    List<Acquisition> crops = new ArrayList<>();
    for (int crop = 0; crop < golden.config().path("crops").asInt(); crop++) {
      for (int day : golden.input("days").ints()) {
        crops.add(on(day));
      }
    }
    ComputedArrays computed = new ComputedArrays();
    computed.put("table", DayOfYear.codes(crops, golden.config().path("dim").asInt()));
    Deviation worst = Comparison.worst(golden.expected().get(0), computed);
    assertThat(worst.within()).as(worst.describe()).isTrue();
  }

  /** A day of a leap year, so that there are 366. */
  private static Acquisition on(int day) {
    LocalDateTime date = LocalDateTime.of(2020, 1, 1, 0, 0).plusDays(day - 1L);
    return new Acquisition(List.of(date), null, null);
  }
}
