package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;

/**
 * Windows divided by their place on the map: two images side by side, of 64 x 48 pixels of 10 m.
 */
class FolderMapSplitsTest {
  private static final String KEYS =
      "bands: {optical: [red]}\nclasses: [land, water]\nimages: {optical: '{id}_i.tif'}\n"
          + "mask: '{id}_m.tif'\nchip_size: 8\n";
  private static final Pattern PART = Pattern.compile("(\\w)@r(\\d+)c(\\d+)h(\\d+)w(\\d+)");

  @TempDir Path root;
  @TempDir Path cache;

  @BeforeEach
  void images() {
    for (String name : List.of("a", "b")) {
      OwnFolder.builder(1, 64, 48, 10, i -> i)
          .northUp(500_000 + (name.equals("a") ? 0 : 480), 5_000_000, 10, 10)
          .write(root.resolve(name + "_i.tif"));
      OwnFolder.mask(root.resolve(name + "_m.tif"), 64, 48);
    }
  }

  private EoDataset open(String split) {
    return OwnFolder.open(root, cache, KEYS + "split: " + split + "\n");
  }

  /** The windows of each split in metres from the upper left corner. */
  private static Map<Split, List<Envelope>> boxes(EoDataset dataset) {
    Map<Split, List<Envelope>> boxes = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      List<Envelope> own = new ArrayList<>();
      for (SampleRef ref : dataset.samples(split)) {
        Matcher part = PART.matcher(ref.id());
        assertThat(part.matches()).as(ref.id()).isTrue();
        double left = 10 * Integer.parseInt(part.group(3)) + (part.group(1).equals("a") ? 0 : 480);
        double top = 10 * Integer.parseInt(part.group(2));
        own.add(
            new Envelope(
                left,
                left + 10 * Integer.parseInt(part.group(5)),
                top,
                top + 10 * Integer.parseInt(part.group(4))));
      }
      boxes.put(split, own);
    }
    return boxes;
  }

  @Test
  void windowsOfTwoSplitsAreTheGapApart() {
    String keys = "{by: grid, block: 320, gap: 100, ratio: [0.5, 0.25, 0.25], seed: %d}";
    for (int seed = 0; seed < 2; seed++) {
      EoDataset dataset = open(String.format(Locale.ROOT, keys, seed));
      Map<Split, List<Envelope>> boxes = boxes(dataset);
      int windows = 0;
      for (Split one : Split.values()) {
        windows += one == Split.TRAIN ? 0 : boxes.getOrDefault(one, List.of()).size();
        for (Split other : Split.values()) {
          if (one != other) {
            for (Envelope box : boxes.getOrDefault(one, List.of())) {
              assertThat(boxes.getOrDefault(other, List.of()))
                  .allSatisfy(near -> assertThat(box.distance(near)).isGreaterThanOrEqualTo(100));
            }
          }
        }
      }
      assertThat(windows).isBetween(4, 90);
      assertThat(boxes(open(String.format(Locale.ROOT, keys, seed)))).isEqualTo(boxes);
      assertThat(dataset.remarks())
          .anyMatch(
              line -> line.matches("split: blocks on the map: train \\d+, val \\d+, test \\d+"))
          .anyMatch(
              line ->
                  line.matches(
                      "split: \\d+ of 96 windows are dropped, because they are on the border"
                          + " of blocks of two splits, or nearer than 100 map units to a block of"
                          + " another split"));
    }
  }

  @Test
  void everySplitGetsABlockIfThereAreEnough() {
    for (int seed = 0; seed < 3; seed++) {
      // The grid cuts the images into two rows and three columns of different widths.
      String keys = "{by: grid, block: 400, ratio: [0.9, 0.05, 0.05], seed: " + seed + "}";
      assertThat(boxes(open(keys)).values()).allSatisfy(part -> assertThat(part).isNotEmpty());
    }
  }

  @Test
  void withoutAGapNoWindowInsideABlockIsDropped() {
    EoDataset dataset = open("{by: grid, block: 160, ratio: [0.4, 0.3, 0.3]}");

    Map<Split, List<Envelope>> boxes = boxes(dataset);

    // Blocks of 160 m hold two windows of 80 m in each direction, from 500 000 and 5 000 000 m on.
    assertThat(
            boxes.getOrDefault(Split.TRAIN, List.of()).size()
                + boxes.getOrDefault(Split.VAL, List.of()).size()
                + boxes.getOrDefault(Split.TEST, List.of()).size())
        .isEqualTo(96);
    assertThat(dataset.remarks()).noneMatch(line -> line.contains("dropped"));
    assertThat(boxes.getOrDefault(Split.TEST, List.of()).size() / 96.0).isBetween(0.25, 0.35);
  }

  @Test
  void refusesBlocksThatCannotHoldAWindowAndImagesWithoutAPlace() {
    assertThatThrownBy(() -> open("{by: grid, block: 70}"))
        .hasMessageContaining("dataset.split.block=70 is smaller than a window of 80 map units")
        .hasMessageContaining("set `dataset.split.block=320`");
    assertThatThrownBy(() -> open("{by: grid, block: 2000}"))
        .hasMessageContaining("1 block with images cannot fill 3 splits")
        .hasMessageContaining("reduce dataset.split.block");
    OwnFolder.builder(1, 64, 48, 10, i -> i).epsg(32634).write(root.resolve("b_i.tif"));
    assertThatThrownBy(() -> open("{by: grid, block: 160}"))
        .hasMessageContaining("the images are in several coordinate systems: EPSG:[32633, 32634]");
    OwnFolder.tiff(root.resolve("b_i.tif"), 1, 64, 48, 0, i -> i);
    assertThatThrownBy(() -> open("{by: grid, block: 160}"))
        .hasMessageContaining("image b has no place on the map");
  }

  private static String polygon(String split, int left, int top, int right, int bottom) {
    int west = 500_000 + left;
    int east = 500_000 + right;
    int north = 5_000_000 - top;
    int south = 5_000_000 - bottom;
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{\"split\":\"%s\"},\"geometry\":{\"type\":\"Polygon\","
            + "\"coordinates\":[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%2$d,%3$d]]]}}",
        split,
        west,
        north,
        east,
        north,
        east,
        south,
        west,
        south);
  }

  @Test
  void polygonsTakeTheWindowsWhoseCentreTheyHold() throws IOException {
    Files.writeString(
        root.resolve("p.geojson"),
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
            + "\"EPSG:32633\"}},\"features\":["
            + String.join(
                ",",
                polygon("train", -5, -5, 405, 645),
                polygon("val", 480, 0, 640, 640),
                polygon("testing", 600, 0, 960, 160))
            + "]}");

    EoDataset dataset = open("{by: polygons, polygons: p.geojson}");
    Map<Split, List<Envelope>> boxes = boxes(dataset);

    assertThat(boxes.getOrDefault(Split.TRAIN, List.of())).hasSize(5 * 8);
    // Two windows of the column at 560 m meet the polygon of test; those from 640 m on are of test.
    assertThat(boxes.getOrDefault(Split.VAL, List.of())).hasSize(8 + 6);
    assertThat(boxes.getOrDefault(Split.TEST, List.of())).hasSize(4 * 2);
    assertThat(dataset.remarks())
        .anyMatch(
            line ->
                line.endsWith(
                    "of 96 windows are dropped, because they are outside the polygons, or in"
                        + " polygons of several splits"));
    Files.writeString(root.resolve("p.geojson"), polygon("trian", 0, 0, 100, 100));
    assertThatThrownBy(() -> open("{by: polygons, polygons: p.geojson}"))
        .hasMessageContaining("the attribute split is 'trian'")
        .hasMessageContaining("p.geojson, feature 1")
        .hasMessageContaining("train, val or test");
    assertThatThrownBy(() -> open("{by: polygons, polygons: p.geojson, attribute: set}"))
        .hasMessageContaining("the polygon has no attribute 'set'");
  }

  @Test
  void aRasterTakesTheWindowsOfOneSplit() {
    for (String name : List.of("a", "b")) {
      // Rows from 0 to 31 are 5, from 32 to 51 are 6, the others 7; b has none in columns from 24
      // on.
      OwnFolder.tiff(
          root.resolve("s/" + name + ".tif"),
          1,
          64,
          48,
          0,
          i -> name.equals("b") && i % 48 >= 24 ? 9 : i / 48 < 32 ? 5 : i / 48 < 52 ? 6 : 7);
    }

    EoDataset dataset =
        open("{by: raster, raster: 's/{id}.tif', values: {5: train, 6: val, 7: test}}");
    Map<Split, List<Envelope>> boxes = boxes(dataset);

    assertThat(boxes.getOrDefault(Split.TRAIN, List.of())).hasSize(4 * 6 + 4 * 3);
    assertThat(boxes.getOrDefault(Split.VAL, List.of())).hasSize(2 * 6 + 2 * 3);
    assertThat(boxes.getOrDefault(Split.TEST, List.of())).hasSize(6 + 3);
    assertThat(dataset.remarks())
        .contains(
            "split: 33 of 96 windows are dropped, because they are of no split or of several by the"
                + " raster");
    assertThatThrownBy(() -> open("{by: raster, raster: 's/{id}.tif', values: {5: trian}}"))
        .hasMessageContaining("values must map to train, val, test or none, not 5 to trian");
    assertThatThrownBy(() -> open("{by: raster}"))
        .hasMessageContaining("by: raster requires raster");
  }
}
