package org.eobench.datasets.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.datasets.OpenedSet;
import org.eobench.datasets.Refusal;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.change.LevirCdFixture;
import org.eobench.testing.layouts.change.OscdFixture;
import org.eobench.testing.layouts.change.XView2Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage and new buildings between two images, in their published layouts. */
class ChangeSetsTest {

  private static final int PIXELS = 16;

  @TempDir Path folder;

  /** The first pixels of an image of a pair, which are in order of time, of one band. */
  private static float[] date(float[] series, int date) {
    int plane = series.length / 2;
    return Arrays.copyOfRange(series, date * plane, date * plane + PIXELS);
  }

  /** The first pixels of a row: enough that no two images agree in all of them. */
  private static float[] first(DrawnImages.Values values, int band) {
    float[] pixels = new float[PIXELS];
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      pixels[pixel] = (float) Math.floor(values.at(band, pixel));
    }
    return pixels;
  }

  @Test
  void readsDamageOfDisasters() {
    OpenedSet set = OpenedSet.written(XView2Fixture.TARGETS, folder);
    assertThat(set.dataset().spec().task()).isEqualTo(Segmentation.CHANGE_DETECTION);
    assertThat(set.ids(Split.TEST))
        .containsExactly("test/hurricane-michael/00000020", "test/santa-rosa-wildfire/00000021");
    assertThat(set.ids(Split.VAL))
        .as("a tenth of each disaster, drawn by NumPy from train, then tier3")
        .containsExactly("train/hurricane-michael/00000003", "train/santa-rosa-wildfire/00000003");
    List<String> training = new ArrayList<>(set.ids(Split.TRAIN));
    training.addAll(set.ids(Split.VAL));
    assertThat(training)
        .hasSize(20)
        .contains("tier3/santa-rosa-wildfire/00000009")
        .noneMatch(id -> id.startsWith("hold/"));
    String id = "test/hurricane-michael/00000020";
    float[] red = set.optical(id, "B4");
    DrawnImages.Values before = XView2Fixture.values("test", "hurricane-michael", 20, "pre");
    DrawnImages.Values after = XView2Fixture.values("test", "hurricane-michael", 20, "post");
    assertThat(date(red, 0)).as("red is the first channel").isEqualTo(first(before, 0));
    assertThat(date(red, 1)).isEqualTo(first(after, 0));
    assertThat(date(set.optical(id, "B2"), 1)).isEqualTo(first(after, 2));
    assertThat(set.labels(id)).startsWith(0, 1, 2, 3, 4, 0);
  }

  @Test
  void namesAStratumOfOneImage() throws IOException {
    OpenedSet set = OpenedSet.written(XView2Fixture.TARGETS, folder);
    for (String file :
        List.of(
            "images/santa-rosa-wildfire_00000009_pre_disaster.png",
            "images/santa-rosa-wildfire_00000009_post_disaster.png",
            "targets/santa-rosa-wildfire_00000009_post_disaster_target.png")) {
      Files.delete(set.root().resolve("tier3/" + file));
    }
    assertThatThrownBy(
            () -> OpenedSet.reopened(XView2Fixture.TARGETS, folder, "dataset.split.stratify=part"))
        .hasMessageContaining("one training image alone has {part} = tier3, too few to divide");
    assertThatThrownBy(
            () -> OpenedSet.reopened(XView2Fixture.TARGETS, folder, "dataset.split.val_share=0"))
        .hasMessageContaining("stratify is for the images that val_share draws");
  }

  /** Blue, green and red, under the names of red, green and blue. */
  @Test
  void readsColoursInPangaeasOrderWithItsProtocol() {
    OpenedSet set = OpenedSet.written(XView2Fixture.TARGETS, folder, "protocol=pangaea");
    DrawnImages.Values after = XView2Fixture.values("test", "hurricane-michael", 20, "post");
    assertThat(date(set.optical("test/hurricane-michael/00000020", "B4"), 1))
        .as("blue under the name of red")
        .isEqualTo(first(after, 2));
    assertThat(set.dataset().spec().stats("optical").mean().get(2)).isEqualTo(66.7703);
  }

  /** Buildings of four rows from row 4 on, from the columns 0, 6, 12, 18 and 24 on. */
  @Test
  void drawsDamageFromPolygonsInPixels() {
    OpenedSet set = OpenedSet.written(XView2Fixture.POLYGONS, folder);
    int[] labels = set.labels("test/hurricane-michael/00000020");
    int side = XView2Fixture.SIDE;
    assertThat(Arrays.copyOfRange(labels, 4 * side, 5 * side))
        .containsExactly(
            1, 1, 1, 1, 0, 0, 2, 2, 2, 2, 0, 0, 3, 3, 3, 3, 0, 0, 4, 4, 4, 4, 0, 0, 1, 1, 1, 1, 0,
            0, 0, 0);
    assertThat(Arrays.copyOfRange(labels, 5 * side + 18, 5 * side + 22))
        .as("a yard in the building")
        .containsExactly(4, 0, 0, 4);
    assertThat(Arrays.stream(labels, 0, 4 * side)).containsOnly(0);
    assertThat(Arrays.stream(labels, 8 * side, side * side)).containsOnly(0);
    assertThat(set.ids(Split.VAL))
        .as("the split of the targets")
        .containsExactly("train/hurricane-michael/00000003", "train/santa-rosa-wildfire/00000003");
  }

  @Test
  void namesAPolygonThatIsDamagedOrOfUnknownDamage() throws IOException {
    OpenedSet set = OpenedSet.written(XView2Fixture.POLYGONS, folder);
    Path file = set.root().resolve("test/labels/santa-rosa-wildfire_00000021_post_disaster.json");
    String sound = Files.readString(file);
    refusesLabels(
        file,
        sound.replace("\"subtype\": \"destroyed\"", "\"subtype\": \"flooded\""),
        file + ", xy, feature 4",
        "flooded");
    int end = sound.lastIndexOf("))");
    refusesLabels(
        file,
        sound.substring(0, end) + sound.substring(end + 2),
        file + ", xy, feature 5",
        "the geometry is damaged",
        "well-known text");
    refusesLabels(file, sound.replace("\"xy\"", "\"yx\""), "there is no list xy");
    refusesLabels(file, sound.replace("\"wkt\": \"POLYGON", "\"wkt\": \"LINESTRING"), "feature 1");
    refusesLabels(
        file, sound.replace("POLYGON (", "POLYGON " + "(".repeat(100_000)), "nested too deeply");
    Files.delete(file);
    assertThatThrownBy(() -> OpenedSet.reopened(XView2Fixture.POLYGONS, folder))
        .hasMessageContaining(file.toString());
  }

  private void refusesLabels(Path file, String text, String... parts) throws IOException {
    Files.writeString(file, text);
    Refusal.of(() -> OpenedSet.reopened(XView2Fixture.POLYGONS, folder), parts);
  }

  @Test
  void asksForTheListOfPolygons() {
    OpenedSet.written(XView2Fixture.POLYGONS, folder);
    Refusal.of(
        () -> OpenedSet.reopened(XView2Fixture.POLYGONS, folder, "dataset.polygons.layer=null"),
        "the file has the lists lng_lat and xy",
        "dataset.polygons.layer=xy");
    Refusal.of(
        () -> OpenedSet.reopened(XView2Fixture.POLYGONS, folder, "dataset.polygons.crs=null"),
        "does not say in which coordinate system",
        "+dataset.polygons.crs=pixels");
  }

  @Test
  void namesADamageLevelThatDoesNotExist() throws IOException {
    OpenedSet set = OpenedSet.written(XView2Fixture.TARGETS, folder);
    String stem = "test/targets/santa-rosa-wildfire_00000021_post_disaster_target.png";
    Path mask = set.root().resolve(stem);
    DrawnImages.png(mask, XView2Fixture.SIDE, 1, (band, pixel) -> pixel == 33 ? 5 : 0);
    assertThatThrownBy(() -> set.labels("test/santa-rosa-wildfire/00000021"))
        .hasMessageContaining("the label 5 is not a class")
        .hasMessageContaining(mask + ", row 1, col 1");
    Files.delete(mask);
    assertThatThrownBy(() -> OpenedSet.reopened(XView2Fixture.TARGETS, folder))
        .hasMessageContaining("test/santa-rosa-wildfire/00000021")
        .hasMessageContaining(mask.toString());
  }

  @Test
  void readsCitiesByBandAndDate() {
    OpenedSet set = OpenedSet.written(new OscdFixture(), folder);
    assertThat(set.ids(Split.TEST))
        .containsExactly(
            "brasilia@r0c0h24w24",
            "brasilia@r0c24h24w24",
            "brasilia@r24c0h24w24",
            "brasilia@r24c24h24w24",
            "montpellier@r0c0h24w24",
            "montpellier@r0c24h24w24",
            "montpellier@r24c0h24w24",
            "montpellier@r24c24h24w24");
    assertThat(set.ids(Split.VAL)).as("two of six cities").hasSize(8);
    assertThat(set.ids(Split.TRAIN)).hasSize(16);
    assertThat(set.read("brasilia@r0c0h24w24").acquisition().dates())
        .hasToString("[2016-11-30T12:00, 2018-08-30T12:00]");
    float[] nir = set.optical("brasilia@r0c0h24w24", "B8A");
    assertThat(date(nir, 0)).isEqualTo(first(OscdFixture.values("brasilia", 1), 8));
    assertThat(date(nir, 1)).isEqualTo(first(OscdFixture.values("brasilia", 2), 8));
    assertThat(set.labels("brasilia@r0c0h24w24")).startsWith(1, 0, 0, 0, 0, 0, 0, 1);
    assertThat(set.dataset().spec().stats("optical").mean())
        .as("computed, because none are published")
        .hasSize(13);
  }

  @Test
  void namesABandThatACityLacks() throws IOException {
    OpenedSet set = OpenedSet.written(new OscdFixture(), folder);
    Path band =
        set.root()
            .resolve("Onera Satellite Change Detection dataset - Images/bercy/imgs_2_rect/B8A.tif");
    Files.delete(band);
    assertThatThrownBy(() -> OpenedSet.reopened(new OscdFixture(), folder))
        .hasMessageContaining("sample bercy has no file of band B8A")
        .hasMessageContaining(band.toString());
  }

  @Test
  void readsNewBuildings() throws IOException {
    OpenedSet set = OpenedSet.written(new LevirCdFixture(), folder);
    assertThat(set.ids(Split.TRAIN)).startsWith("train/train_1@r0c0h32w32").hasSize(8);
    assertThat(set.ids(Split.VAL)).hasSize(8);
    assertThat(set.ids(Split.TEST)).hasSize(8);
    float[] green = set.optical("val/val_2@r0c0h32w32", "B3");
    assertThat(date(green, 0)).isEqualTo(first(LevirCdFixture.values("val", 2, "A"), 1));
    assertThat(date(green, 1)).isEqualTo(first(LevirCdFixture.values("val", 2, "B"), 1));
    assertThat(set.labels("val/val_2@r0c0h32w32")).startsWith(1, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    Path after = set.root().resolve("val/B/val_2.png");
    byte[] whole = Files.readAllBytes(after);
    Files.write(after, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> set.optical("val/val_2@r0c0h32w32", "B3"))
        .hasMessageContaining(after.toString());
  }
}
