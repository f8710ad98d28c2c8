package org.eobench.datasets.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.datasets.LayoutTruth;
import org.eobench.datasets.OpenedSet;
import org.eobench.testing.layouts.change.SpaceNet7Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buildings in monthly images, and their changes. */
class SpaceNet7Test {
  private static final int SIDE = SpaceNet7Fixture.SIDE;
  private static final String FIRST = SpaceNet7Fixture.PLACES.get(0);
  private static final String SECOND = SpaceNet7Fixture.PLACES.get(1);
  private static final String TEST = SpaceNet7Fixture.PLACES.get(4);

  @TempDir Path folder;

  /** Every value of the recorded layout: images, and polygons against Pangaea's rasters of them. */
  @Test
  void readsTheRecordedImagesAndBuildings() {
    LayoutTruth truth = LayoutTruth.of("spacenet7");
    Path root = truth.folder();
    OpenedSet set =
        OpenedSet.open(
            "spacenet7",
            root,
            folder,
            "dataset.chip_size=0",
            "dataset.img_size=64",
            "dataset.months=all",
            "dataset.split.values." + SECOND + "=test");
    String[] places = {FIRST, SECOND, "L15-0357E-1223N_1429_3296_13"};
    assertThat(set.ids(Split.TRAIN))
        .containsExactly(FIRST + "/2018_01", FIRST + "/2018_02", FIRST + "/2018_03");
    assertThat(set.ids(Split.TEST)).hasSize(3).allMatch(id -> id.startsWith(SECOND));
    assertThat(set.ids(Split.VAL)).hasSize(3).allMatch(id -> id.startsWith(places[2]));
    int rasters = 0;
    for (String place : places) {
      for (int month = 1; month <= 3; month++) {
        String id = place + "/2018_0" + month;
        Path file = SpaceNet7Fixture.file(root, place, month, "images_masked", ".tif");
        float[] read = set.optical(id, "B4", "B3", "B2");
        float[] stored = Arrays.copyOf(read, 4 * SIDE * SIDE);
        for (int i = 0; i < SIDE * SIDE; i++) {
          boolean hidden = Float.isNaN(read[i]);
          assertThat(hidden).as("alpha of pixel %d", i).isEqualTo(SpaceNet7Fixture.isMasked(i));
          stored[3 * SIDE * SIDE + i] = hidden ? 0 : 255;
        }
        for (int i = 0; i < 3 * SIDE * SIDE; i++) {
          stored[i] = Float.isNaN(stored[i]) ? 0 : stored[i];
        }
        assertThat(truth.equal(file, stored)).as("%s", file).isTrue();
        Path raster = SpaceNet7Fixture.file(root, place, month, "labels_raster", "_Buildings.tif");
        if (Files.exists(raster)) {
          int[] labels = set.labels(id);
          float[] burned = new float[labels.length];
          for (int i = 0; i < burned.length; i++) {
            burned[i] = 255 * labels[i];
          }
          assertThat(truth.equal(raster, burned)).as("%s", raster).isTrue();
          rasters++;
        }
      }
    }
    assertThat(rasters).isEqualTo(8);
  }

  /** As Pangaea's list says: the second month of a place is masked, the third has no labels. */
  @Test
  void leavesOutMonthsThatPangaeasListDoes() {
    Path root = LayoutTruth.of("spacenet7").folder();
    OpenedSet set =
        OpenedSet.open(
            "spacenet7",
            root,
            folder,
            "dataset.chip_size=0",
            "dataset.img_size=64",
            "dataset.polygons=null",
            "dataset.mask='train/{aoi}/labels_raster/global_monthly_{month}_mosaic_{aoi}_Buildings.tif'",
            "+dataset.labels={0:Background,255:Building}");
    assertThat(set.ids(Split.TRAIN))
        .containsExactly(
            FIRST + "/2018_01", FIRST + "/2018_02", FIRST + "/2018_03", SECOND + "/2018_01");
    assertThat(set.dataset().remarks())
        .anyMatch(
            line ->
                line.startsWith(
                    "2 of 9 months are left out: 1 with masked pixels, 1 without labels"));
  }

  @Test
  void readsMonthsAsWindowsOfMaps() {
    OpenedSet set = OpenedSet.written(SpaceNet7Fixture.BUILDINGS, folder);
    assertThat(set.ids(Split.TRAIN))
        .as("seven usable months in four windows")
        .hasSize(28)
        .startsWith(FIRST + "/2018_01@r0c0h32w32")
        .noneMatch(id -> id.startsWith(FIRST + "/2018_03"))
        .contains(SECOND + "/2018_03@r32c32h32w32");
    assertThat(set.ids(Split.TEST)).hasSize(32);
    assertThat(set.dataset().remarks())
        .anyMatch(line -> line.startsWith("1 of 24 months are left out: 1 with masked pixels"))
        .anyMatch(line -> line.startsWith("1 places are left out, because dataset.split.values"));
    String id = TEST + "/2018_02@r0c32h32w32";
    int[] labels = set.labels(id);
    assertThat(labels)
        .isEqualTo(
            IntStream.range(0, 32 * 32)
                .map(i -> i / 32 * SIDE + 32 + i % 32)
                .map(pixel -> SpaceNet7Fixture.isBuilding(pixel, 2) ? 1 : 0)
                .toArray());
    assertThat(Arrays.stream(labels).sum()).isPositive();
    Sample sample = set.read(id);
    assertThat(sample.acquisition().dates()).hasToString("[2018-02-15T12:00]");
    assertThat(sample.acquisition().place()).isNotNull();
    try (GeoTiffReader reader =
        GeoTiffReader.open(SpaceNet7Fixture.file(set.root(), TEST, 2, "images_masked", ".tif"))) {
      float[] red = reader.read(new int[] {0}, reader.info().all());
      assertThat(set.optical(id, "B4")[0]).isEqualTo(red[32]);
    }
    float[] corner = set.optical(TEST + "/2018_02@r0c0h32w32", "B4");
    assertThat(corner[7]).as("masked by alpha").isNaN();
    assertThat(corner[8]).isNotNaN();
  }

  @Test
  void usesAllMonthsOnRequest() {
    OpenedSet set = OpenedSet.written(SpaceNet7Fixture.BUILDINGS, folder, "dataset.months=all");
    assertThat(set.ids(Split.TRAIN)).hasSize(32).contains(FIRST + "/2018_03@r0c0h32w32");
    assertThat(set.dataset().remarks()).noneMatch(line -> line.contains("months are left out"));
  }

  @Test
  void pairsMonthsForChanges() {
    OpenedSet set = OpenedSet.written(SpaceNet7Fixture.CHANGES, folder, "dataset.pairs=3");
    assertThat(set.ids(Split.TEST))
        .as("the first month and the one in the middle of four")
        .hasSize(8)
        .startsWith(TEST + "/2018_01-2018_03@r0c0h32w32");
    String id = TEST + "/2018_01-2018_03@r0c32h32w32";
    int[] change = set.labels(id);
    assertThat(change)
        .isEqualTo(
            IntStream.range(0, 32 * 32)
                .map(i -> i / 32 * SIDE + 32 + i % 32)
                .map(
                    pixel ->
                        SpaceNet7Fixture.isBuilding(pixel, 1)
                                == SpaceNet7Fixture.isBuilding(pixel, 3)
                            ? 0
                            : 1)
                .toArray());
    Sample sample = set.read(id);
    assertThat(sample.acquisition().dates()).hasToString("[2018-01-15T12:00, 2018-03-15T12:00]");
    float[] red = set.optical(id, "B4");
    OpenedSet months =
        OpenedSet.open(
            "spacenet7", set.root(), folder, "dataset.chip_size=32", "dataset.img_size=32");
    assertThat(Arrays.copyOf(red, 1024))
        .isEqualTo(months.optical(TEST + "/2018_01@r0c32h32w32", "B4"));
    assertThat(Arrays.copyOfRange(red, 1024, 2048))
        .isEqualTo(months.optical(TEST + "/2018_03@r0c32h32w32", "B4"));
    List<String> drawn = set.ids(Split.TRAIN);
    Set<String> distinct = new HashSet<>(drawn);
    assertThat(distinct).hasSameSizeAs(drawn);
    assertThat(drawn)
        .hasSizeBetween(8, 24)
        .allMatch(pair -> month(pair, 0) < month(pair, 1))
        .noneMatch(pair -> pair.startsWith(FIRST) && pair.contains("2018_03"));
  }

  private static int month(String pair, int which) {
    String months = pair.substring(pair.indexOf('/') + 1, pair.indexOf('@'));
    return Integer.parseInt(months.split("-")[which].substring(5));
  }

  @Test
  void drawsPairsAtTheLeastGap() {
    OpenedSet.written(SpaceNet7Fixture.CHANGES, folder);
    OpenedSet far =
        OpenedSet.reopened(SpaceNet7Fixture.CHANGES, folder, "dataset.minimum_temporal_gap=3");
    assertThat(far.ids(Split.TRAIN))
        .as("only a place with four usable months has such a pair")
        .hasSize(4)
        .allMatch(id -> id.startsWith(SECOND + "/2018_01-2018_04"));
    OpenedSet other = OpenedSet.reopened(SpaceNet7Fixture.CHANGES, folder, "dataset.pairs=1");
    OpenedSet seeded =
        OpenedSet.reopened(
            SpaceNet7Fixture.CHANGES, folder, "dataset.pairs=1", "dataset.pair_seed=1");
    assertThat(seeded.ids(Split.TRAIN)).isNotEqualTo(other.ids(Split.TRAIN));
    assertThatThrownBy(
            () -> OpenedSet.reopened(SpaceNet7Fixture.CHANGES, folder, "dataset.multi_temporal=3"))
        .hasMessageContaining("multi_temporal must be 2, a pair of months, not 3");
  }

  @Test
  void namesMonthsWithoutLabelsAndADamagedList() throws IOException {
    OpenedSet set = OpenedSet.written(SpaceNet7Fixture.BUILDINGS, folder);
    Path list = set.root().resolve("metadata_train.json");
    Files.writeString(list, "{\"a\": [{\"year\": 2018}]}");
    assertThatThrownBy(() -> OpenedSet.reopened(SpaceNet7Fixture.BUILDINGS, folder))
        .hasMessageContaining(list.toString())
        .hasMessageContaining("an entry has no aoi_id, year and month");
    Files.writeString(list, "{\"a\": [");
    assertThatThrownBy(() -> OpenedSet.reopened(SpaceNet7Fixture.BUILDINGS, folder))
        .hasMessageContaining("the file is no valid JSON");
    Files.delete(list);
    Path labels = SpaceNet7Fixture.file(set.root(), TEST, 4, "labels", "_Buildings.geojson");
    Files.delete(labels);
    assertThatThrownBy(() -> OpenedSet.reopened(SpaceNet7Fixture.BUILDINGS, folder))
        .hasMessageContaining(labels.toString());
    assertThatThrownBy(
            () ->
                OpenedSet.reopened(
                    SpaceNet7Fixture.BUILDINGS, folder, "dataset.images.optical='*.tif'"))
        .hasMessageContaining("images.optical must contain {aoi} and {month}");
  }
}
