package org.eobench.datasets.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.eobench.core.dataset.Split;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.datasets.OpenedSet;
import org.eobench.testing.layouts.land.OpenCanopyFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Canopy heights as windows of large images. */
class OpenCanopyTest {
  @TempDir Path folder;

  private static float[] plane(Path file, int band) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      return reader.read(new int[] {band}, reader.info().all());
    }
  }

  /** The cell in the second row is a window of the large image, and its heights are metres. */
  @Test
  void readsCellsOfLargeImagesAsWindows() {
    OpenedSet set = OpenedSet.written(new OpenCanopyFixture(), folder);
    assertThat(set.ids(Split.TRAIN))
        .startsWith("2021/912_6713", "2021/913_6713", "2021/914_6713", "2021/915_6713")
        .hasSize(8);
    assertThat(set.ids(Split.VAL))
        .containsExactly("2021/913_6712", "2023/913_6712", "2023/915_6712");
    assertThat(set.ids(Split.TEST))
        .containsExactly("2021/914_6712", "2021/915_6712", "2023/914_6712");
    assertThat(set.dataset().remarks())
        .containsExactly("2 cells of the buffer between test and the others are not used");
    int width = OpenCanopyFixture.COLUMNS * OpenCanopyFixture.CELL;
    int first = OpenCanopyFixture.CELL * width + 2 * OpenCanopyFixture.CELL;
    float[] stored = plane(set.root().resolve("2021/spot/compressed_pansharpened_20210405.tif"), 3);
    assertThat(Arrays.copyOf(set.optical("2021/914_6712", "B8"), OpenCanopyFixture.CELL))
        .isEqualTo(Arrays.copyOfRange(stored, first, first + OpenCanopyFixture.CELL));
    ValueMap heights = (ValueMap) set.read("2021/914_6712").target();
    assertThat(heights.values()[5])
        .isEqualTo((float) (OpenCanopyFixture.decimetres(first + 5) * 0.1));
    assertThat(set.read("2023/914_6712").acquisition().dates()).hasToString("[2023-06-11T12:00]");
  }

  @Test
  void namesWhatIsWrongWithTheCells() throws IOException {
    OpenedSet set = OpenedSet.written(new OpenCanopyFixture(), folder);
    Path list = set.root().resolve("geometries.geojson");
    String text = Files.readString(list);
    Files.writeString(list, text.replaceFirst("\"split\": \"val\"", "\"split\": \"dev\""));
    assertThatThrownBy(() -> OpenedSet.reopened(new OpenCanopyFixture(), folder))
        .hasMessageContaining("the attribute split is 'dev'")
        .hasMessageContaining(list + ", feature 6");
    Files.writeString(list, text.replaceFirst("\"image_name\"", "\"name\""));
    assertThatThrownBy(() -> OpenedSet.reopened(new OpenCanopyFixture(), folder))
        .hasMessageContaining("the cell has no attribute 'image_name'");
    Files.writeString(list, text.replaceFirst("compressed_pans", "../../compressed_pans"));
    assertThatThrownBy(() -> OpenedSet.reopened(new OpenCanopyFixture(), folder))
        .hasMessageContaining("'../../compressed_pansharpened_20210405.tif'");
    Files.writeString(list, text.replace("913000.000000, 6714000", "999000.000000, 6714000"));
    assertThatThrownBy(
            () ->
                OpenedSet.reopened(new OpenCanopyFixture(), folder).optical("2021/912_6713", "B4"))
        .hasMessageContaining(list + ", feature 1")
        .hasMessageContaining("128 columns");
    Files.writeString(list, text);
    Path lidar = set.root().resolve("2023/lidar/compressed_lidar_20230611.tif");
    Files.delete(lidar);
    assertThatThrownBy(() -> OpenedSet.reopened(new OpenCanopyFixture(), folder))
        .hasMessageContaining("lacks 1 of 4 files")
        .hasMessageContaining(lidar.toString());
  }
}
