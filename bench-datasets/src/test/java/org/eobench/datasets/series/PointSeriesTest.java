package org.eobench.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.regression.ImageValue;
import org.eobench.datasets.OpenedSet;
import org.eobench.testing.NumpyFixture;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.layouts.series.PointSeriesFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of arrays as series of points. The numbers of real files are NumPy's. */
class PointSeriesTest {
  @TempDir Path root;
  @TempDir Path cache;

  private OpenedSet written(String... overrides) {
    PointSeriesFixture.FUEL.write(root);
    return OpenedSet.open("presto_fuel_moisture", root, cache, List.of(overrides));
  }

  @Test
  void readsTheRowsOfTheAuthorsArrays() {
    OpenedSet set =
        OpenedSet.open(
            "presto_algae_blooms",
            SharedFiles.require("data/presto_points/algae_blooms/npy"),
            cache,
            List.of("dataset.first_year=2019"));
    Sample first = set.read("000");
    assertThat(first.images().keySet())
        .containsExactly("optical", "sar", "weather", "terrain", "index");
    assertThat(Objects.requireNonNull(first.images().get("optical")).data()).hasSize(11 * 12);
    assertThat(OpenedSet.value(first, "sar", 1, 0, 0, 0))
        .isCloseTo(-18.1810428f, Offset.offset(1e-5f));
    assertThat(OpenedSet.value(first, "optical", 0, 1, 0, 0)).isEqualTo(1011);
    assertThat(OpenedSet.value(first, "optical", 10, 0, 0, 0)).isEqualTo(946);
    assertThat(OpenedSet.value(first, "weather", 0, 0, 0, 0))
        .isCloseTo(299.480164f, Offset.offset(1e-4f));
    assertThat(first.acquisition().dates())
        .extracting(date -> date.toLocalDate().toString())
        .as("months 6 to 11, then 0 to 5")
        .startsWith("2019-07-15", "2019-08-15")
        .endsWith("2020-05-15", "2020-06-15");
    var place = Objects.requireNonNull(first.acquisition().place());
    assertThat(place.latitude()).isCloseTo(38.04944642, Offset.offset(1e-5));
    assertThat(place.longitude()).isCloseTo(-99.82703766, Offset.offset(1e-5));
    assertThat(((ImageValue) first.target()).value()).isEqualTo(3);
    assertThat(((ImageValue) set.read("001").target()).value()).isEqualTo(1);
  }

  @Test
  void dividesThePointsByTheArrayOfTheAuthors() {
    OpenedSet set = written();
    assertThat(set.ids(Split.TEST)).containsExactly("20", "21", "22", "23");
    assertThat(set.ids(Split.VAL)).hasSize(2);
    assertThat(set.ids(Split.TRAIN)).hasSize(18).doesNotContainAnyElementsOf(set.ids(Split.VAL));
    assertThat(set.read("00").acquisition().dates()).isEmpty();
    assertThat(set.dataset().remarks())
        .containsExactly(
            "the months of the series are known, but not their years; without"
                + " `dataset.first_year`, encoders see no dates");
  }

  @Test
  void saysWhichArrayDoesNotFit() throws IOException {
    assertThatThrownBy(() -> written("dataset.multi_temporal=12"))
        .hasMessageContaining("the series have 3 dates, but multi_temporal is 12")
        .hasMessageContaining("`dataset.multi_temporal=3`");
    PointSeriesFixture.FUEL.write(root);
    NumpyFixture.npy(root.resolve("latlon.npy"), "<f8", new int[] {23, 2}, i -> i);
    assertThatThrownBy(this::open)
        .hasMessageContaining("latlon.npy")
        .hasMessageContaining("the array has 23 rows, but the series have 24");
    PointSeriesFixture.FUEL.write(root);
    NumpyFixture.npy(root.resolve("is_test.npy"), "<i8", new int[] {24}, i -> i);
    assertThatThrownBy(this::open).hasMessageContaining("row 2 is 2.0");
    PointSeriesFixture.FUEL.write(root);
    NumpyFixture.npy(root.resolve("month.npy"), "<i8", new int[] {24, 3}, i -> 12);
    assertThatThrownBy(() -> open("dataset.first_year=2019").read("00"))
        .hasMessageContaining("row 0 has the month 12.0 at date 0");
    assertThatThrownBy(() -> open("dataset.bands.index=[NDWI]"))
        .hasMessageContaining("bands lists NDWI, but the columns are");
    Files.delete(root.resolve("target.npy"));
    assertThatThrownBy(this::open)
        .hasMessageContaining("target.npy")
        .hasMessageContaining("is incomplete");
  }

  private OpenedSet open(String... overrides) {
    return OpenedSet.open("presto_fuel_moisture", root, cache, List.of(overrides));
  }
}
