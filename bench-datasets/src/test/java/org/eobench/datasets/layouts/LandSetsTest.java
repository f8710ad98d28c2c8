package org.eobench.datasets.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.dataset.Split;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.datasets.OpenedSet;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.land.Ai4SmallFarmsFixture;
import org.eobench.testing.layouts.land.FiveBillionPixelsFixture;
import org.eobench.testing.layouts.land.PotsdamFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields, and land cover of cities and countries, in their published layouts. */
class LandSetsTest {

  @TempDir Path folder;

  private static float[] plane(Path file, int band) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      return reader.read(new int[] {band}, reader.info().all());
    }
  }

  @Test
  void readsFieldsOfSmallholders() {
    OpenedSet set = OpenedSet.written(new Ai4SmallFarmsFixture(), folder);
    assertThat(set.ids(Split.TRAIN)).containsExactly("train/0_vietnam", "train/1_cambodia");
    assertThat(set.ids(Split.VAL)).containsExactly("validate/2_vietnam", "validate/3_cambodia");
    assertThat(set.ids(Split.TEST)).containsExactly("test/4_vietnam", "test/5_cambodia");
    Path image = set.root().resolve("sentinel-2-asia/validate/images/3_cambodia.tif");
    assertThat(set.optical("validate/3_cambodia", "B8")).isEqualTo(plane(image, 3));
    assertThat(set.read("validate/3_cambodia").images().get("optical"))
        .as("tiles of unequal size")
        .satisfies(read -> assertThat(read.height()).isEqualTo(51))
        .satisfies(read -> assertThat(read.width()).isEqualTo(47));
    assertThat(set.labels("test/4_vietnam")).startsWith(1, 0, 0, 0, 1);
  }

  @Test
  void readsAVersionOfFieldsWhoseFolderIsCalledVal() throws IOException {
    OpenedSet set = OpenedSet.written(new Ai4SmallFarmsFixture(), folder);
    Path tiles = set.root().resolve("sentinel-2-asia");
    Files.move(tiles.resolve("validate"), tiles.resolve("val"));
    assertThat(OpenedSet.reopened(new Ai4SmallFarmsFixture(), folder).ids(Split.VAL))
        .containsExactly("val/2_vietnam", "val/3_cambodia");
    Path mask = tiles.resolve("val/masks/2_vietnam.tif");
    DrawnImages.tiff(mask, 50, 48, 1, SampleType.UINT8, (band, pixel) -> pixel == 7 ? 254 : 0);
    assertThatThrownBy(
            () -> OpenedSet.reopened(new Ai4SmallFarmsFixture(), folder).labels("val/2_vietnam"))
        .hasMessageContaining("the mask contains 254")
        .hasMessageContaining(mask + ", row 0, col 7");
  }

  @Test
  void readsNearInfraredFirstAndIndicesOfFiveBillionPixels() {
    OpenedSet set = OpenedSet.written(new FiveBillionPixelsFixture(), folder);
    assertThat(set.ids(Split.VAL))
        .containsExactly(
            "val/GF2_PMS1__L1A0000564539-MSS1_2", "val/GF2_PMS1__L1A0000564539-MSS1_3");
    String id = "train/GF2_PMS1__L1A0000564539-MSS1_0";
    Path image = set.root().resolve("train/images/GF2_PMS1__L1A0000564539-MSS1_0.tif");
    assertThat(set.optical(id, "B8")).isEqualTo(plane(image, 0));
    assertThat(set.optical(id, "B2")).isEqualTo(plane(image, 3));
    assertThat(set.labels(id)).as("0 is the ignore index").startsWith(0, 1, 2, 3);
    assertThat(set.dataset().spec().ignoreIndex()).isZero();
    assertThat(set.dataset().spec().classes().get(24)).isEqualTo("airport");
  }

  @Test
  void refusesAnImageOfThreeBands() {
    OpenedSet set = OpenedSet.written(new FiveBillionPixelsFixture(), folder);
    Path image = set.root().resolve("test/images/GF2_PMS1__L1A0000564539-MSS1_5.tif");
    DrawnImages.tiff(image, 40, 40, 3, SampleType.UINT8, DrawnImages.bytes(1, 90, 90, 90));
    assertThatThrownBy(() -> set.optical("test/GF2_PMS1__L1A0000564539-MSS1_5", "B2"))
        .hasMessageContaining(image.toString())
        .hasMessageContaining("3 bands");
  }

  @Test
  void readsColoursAndWindowsOfPotsdam() {
    OpenedSet set = OpenedSet.written(new PotsdamFixture(), folder);
    assertThat(set.ids(Split.TEST))
        .containsExactly(
            "2_13@r0c0h32w32",
            "2_13@r0c32h32w32",
            "2_13@r32c0h32w32",
            "2_13@r32c32h32w32",
            "7_13@r0c0h32w32",
            "7_13@r0c32h32w32",
            "7_13@r32c0h32w32",
            "7_13@r32c32h32w32");
    assertThat(set.ids(Split.TRAIN)).as("three images of four").hasSize(12);
    assertThat(set.ids(Split.VAL)).as("one of the four training images").hasSize(4);
    int[] labels = set.labels("2_13@r0c32h32w32");
    for (int i = 0; i < 32; i++) {
      assertThat(labels[i])
          .as("clutter does not count")
          .isEqualTo((32 + i) % 6 == 5 ? -1 : (32 + i) % 6);
    }
    float[] stored = plane(set.root().resolve("3_Ortho_IRRG/top_potsdam_2_13_IRRG.tif"), 0);
    assertThat(Arrays.copyOf(set.optical("2_13@r0c32h32w32", "B8"), 32))
        .isEqualTo(Arrays.copyOfRange(stored, 32, 64));
  }

  @Test
  void namesAColourThatIsNoClassAndATileOfNoSplit() {
    OpenedSet set = OpenedSet.written(new PotsdamFixture(), folder);
    Path label = set.root().resolve("5_Labels_all/top_potsdam_7_13_label.tif");
    int[] colour = {252, 255, 0};
    DrawnImages.tiff(label, 64, 64, 3, SampleType.UINT8, (band, pixel) -> colour[band]);
    assertThatThrownBy(() -> set.labels("7_13@r0c0h32w32"))
        .hasMessageContaining("#fcff00")
        .hasMessageContaining(label.toString());
    for (String file :
        List.of(
            "3_Ortho_IRRG/top_potsdam_9_9_IRRG.tif", "5_Labels_all/top_potsdam_9_9_label.tif")) {
      DrawnImages.tiff(set.root().resolve(file), 64, 64, 3, SampleType.UINT8, (band, pixel) -> 255);
    }
    assertThatThrownBy(() -> OpenedSet.reopened(new PotsdamFixture(), folder))
        .hasMessageContaining("9_9");
  }
}
