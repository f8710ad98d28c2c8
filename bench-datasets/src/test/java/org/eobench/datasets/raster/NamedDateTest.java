package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NamedDateTest {
  @Test
  void readsYearsWithDaysAndYearsWithMonths() {
    LocalDateTime noon = LocalDateTime.of(2018, 10, 12, 12, 0);
    assertThat(NamedDate.of("2018285")).containsExactly(noon);
    assertThat(NamedDate.of("20181012")).containsExactly(noon);
    assertThat(NamedDate.of("2018-10-12")).containsExactly(noon);
    assertThat(NamedDate.of("2018_10_12")).containsExactly(noon);
    assertThat(NamedDate.of("2018_10"))
        .as("a mosaic of a month")
        .containsExactly(LocalDateTime.of(2018, 10, 15, 12, 0));
    assertThat(NamedDate.of("2018285T185301"))
        .containsExactly(LocalDateTime.of(2018, 10, 12, 18, 53, 1));
  }

  @Test
  void daysThatDoNotExistAreNoDates() {
    for (String text :
        new String[] {
          "2018366", "2018000", "20181301", "20180229", "0000020", "2018", "2018_13", "x"
        }) {
      assertThat(NamedDate.of(text)).as(text).isEmpty();
    }
    assertThat(NamedDate.of("2020366")).hasSize(1);
  }

  @Test
  void findsTheDateWhereThePatternSays() {
    Pattern pattern = Pattern.compile("_(\\d{8})_");
    assertThat(NamedDate.in("T32_20190601_S2.tif", pattern))
        .containsExactly(LocalDateTime.of(2019, 6, 1, 12, 0));
    assertThat(NamedDate.in("T32_S2.tif", pattern)).isEmpty();
  }

  @Test
  void readsDayMonthAndYearInTheOrderOfNamedGroups() {
    Pattern pattern = Pattern.compile("S2_(?<day>\\d+)-(?<month>\\d+)-(?<year>\\d+)_");
    assertThat(NamedDate.in("S2_1-12-19_48MYU_0.tif", pattern))
        .containsExactly(LocalDateTime.of(2019, 12, 1, 12, 0));
    assertThat(NamedDate.in("S2_22-3-2020_18QWF_0.tif", pattern))
        .containsExactly(LocalDateTime.of(2020, 3, 22, 12, 0));
    assertThat(NamedDate.in("S2_31-2-20_18QWF_0.tif", pattern)).as("no such day").isEmpty();
    assertThat(NamedDate.in("S2_18QWF_0.tif", pattern)).isEmpty();
  }
}
