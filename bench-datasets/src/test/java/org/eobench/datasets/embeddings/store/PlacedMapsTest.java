package org.eobench.datasets.embeddings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.datasets.embeddings.format.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacedMapsTest {
  private static final SampleRef REF = new SampleRef("chip", List.of());

  @TempDir Path folder;

  /**
   * Writes int8 of two dimensions: the first is the row from the north, the second the column; a
   * pixel has no data.
   */
  private Path raster(String name, boolean southUp, int emptyRow, int emptyColumn) {
    int height = 6;
    int width = 5;
    float[] values = new float[2 * height * width];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        int line = southUp ? height - 1 - r : r;
        boolean empty = r == emptyRow && c == emptyColumn;
        values[line * width + c] = empty ? -128 : 10 * r;
        values[(height + line) * width + c] = empty ? -128 : -10 * c;
      }
    }
    GeoTransform transform =
        southUp
            ? new GeoTransform(10, 0, 1000, 0, 10, 5000 - 10 * height)
            : GeoTransform.northUp(1000, 5000, 10, 10);
    Path file = folder.resolve(name);
    GeoTiffWriter.write(
        file,
        GeoTiffSpec.plain(width, height, 2, SampleType.INT8)
            .withNodata(-128)
            .withGeoreference(Crs.projected(32633), transform),
        values);
    return file;
  }

  private static PlacedMaps maps(Path... files) {
    StoredMap reader = new StoredMap(Coding.alphaEarth(2), AxisOrder.HWC);
    return new PlacedMaps(files[0], List.of(files), reader, 2);
  }

  private static Acquisition ground(String system, double west, double north, int size) {
    return new Acquisition(
        List.of(),
        null,
        null,
        new Footprint(system, false, west, north - size, west + size, north));
  }

  private static double square(double code) {
    return Math.copySign(code * code / (127.5 * 127.5), code);
  }

  @Test
  void aSouthUpRasterGivesTheSameNorthUpMap() {
    PlacedMaps north = maps(raster("north.tif", false, 2, 2));
    PlacedMaps south = maps(raster("south.tif", true, 2, 2));
    Acquisition chip = ground("EPSG:32633", 1010, 4990, 30);
    Image one = north.of(REF, chip);
    Image other = south.of(REF, chip);
    assertThat(one.height()).isEqualTo(3);
    assertThat(one.width()).isEqualTo(3);
    assertThat(other.data()).isEqualTo(one.data());
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        int p = r * 3 + c;
        if (r == 1 && c == 1) {
          assertThat(one.data()[p]).isNaN();
          assertThat(one.data()[9 + p]).isNaN();
        } else {
          assertThat(one.data()[p]).isEqualTo((float) square(10 * (r + 1)));
          assertThat(one.data()[9 + p]).isEqualTo((float) square(-10 * (c + 1)));
        }
      }
    }
  }

  @Test
  void whatNoRasterCoversHasNoEmbedding() {
    PlacedMaps maps = maps(raster("one.tif", false, 5, 4));
    Image beyond = maps.of(REF, ground("EPSG:32633", 1030, 4960, 40));
    assertThat(beyond.height()).isEqualTo(4);
    assertThat(beyond.data()[0]).isEqualTo((float) square(40));
    assertThat(beyond.data()[1]).isEqualTo((float) square(40));
    assertThat(beyond.data()[2]).isNaN();
    assertThat(beyond.data()[3 * 4]).isNaN();
    assertThat(maps.of(REF, ground("EPSG:32633", 90_000, 4960, 40)).data()).containsOnly(Float.NaN);
  }

  @Test
  void aSecondRasterFillsTheGapsOfTheFirst() {
    PlacedMaps maps = maps(raster("gap.tif", false, 0, 0), raster("full.tif", true, 5, 4));
    Image map = maps.of(REF, ground("EPSG:32633", 1000, 5000, 20));
    assertThat(map.data()).doesNotContain(Float.NaN);
  }

  @Test
  void anotherCoordinateSystemIsRefusedAndNeverResampled() {
    PlacedMaps maps = maps(raster("one.tif", false, 5, 4));
    assertThatThrownBy(() -> maps.of(REF, ground("EPSG:32634", 1000, 5000, 20)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("EPSG:32634")
        .hasMessageContaining("EPSG:32633");
    assertThatThrownBy(() -> maps.of(REF, Acquisition.UNKNOWN))
        .hasMessageContaining("no place on the map");
  }
}
