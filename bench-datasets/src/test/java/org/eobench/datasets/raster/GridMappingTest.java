package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.formats.Grid;
import org.junit.jupiter.api.Test;

/** Values that rasterio's reproject (GDAL 3.6.2) gives for the same grids and values. */
class GridMappingTest {
  private static final float NONE = Float.NaN;

  private static Grid grid(int height, int width, double pixel) {
    GeoTransform transform = GeoTransform.northUp(500_000, 5_000_000, pixel, pixel);
    return new Grid(height, width, Crs.projected(32633), null, transform);
  }

  private static float[] values(Grid grid, boolean gaps) {
    float[] values = new float[grid.height() * grid.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = gaps && i % 5 == 0 ? NONE : i * 37 % 101;
    }
    return values;
  }

  private static float[] part(float[] values, Grid grid, Window window) {
    float[] part = new float[window.height() * window.width()];
    for (int i = 0; i < part.length; i++) {
      int row = window.row() + i / window.width();
      part[i] = values[row * grid.width() + window.col() + i % window.width()];
    }
    return part;
  }

  private static float[] bilinear(Grid source, Grid target, float[] values, Window window) {
    GridMapping mapping = GridMapping.of("a.tif", source, target);
    return mapping.bilinear(part(values, source, mapping.source(window)), 1, window);
  }

  private static void requireGdal(Grid source, Grid target, boolean gaps, float... expected) {
    float[] found = bilinear(source, target, values(source, gaps), target.all());
    for (int i = 0; i < expected.length; i++) {
      if (Float.isNaN(expected[i])) {
        assertThat(found[i]).as("pixel %d", i).isNaN();
      } else {
        assertThat(found[i]).as("pixel %d", i).isCloseTo(expected[i], within());
      }
    }
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(1e-4f);
  }

  @Test
  void interpolatesAsGdalDoesWithGaps() {
    requireGdal(
        grid(3, 3, 20),
        grid(6, 6, 10),
        true,
        NONE,
        NONE,
        37,
        46.25f,
        64.75f,
        74,
        NONE,
        NONE,
        37.2308f,
        46.4f,
        63.3846f,
        74,
        10,
        20.6154f,
        37.6f,
        46.7692f,
        NONE,
        NONE,
        12.5f,
        21.75f,
        40.25f,
        52.9231f,
        NONE,
        NONE,
        17.5f,
        26.75f,
        45.25f,
        62.4f,
        81.8462f,
        94,
        20,
        29.25f,
        47.75f,
        66.25f,
        84.75f,
        94);
  }

  @Test
  void interpolatesAsGdalDoesForAnyRatio() {
    requireGdal(
        grid(4, 4, 15),
        grid(6, 6, 10),
        false,
        0,
        18.5f,
        43.1667f,
        67.8333f,
        42,
        10,
        23.5f,
        42,
        58.25f,
        49.25f,
        40.25f,
        33.5f,
        54.8333f,
        64.9167f,
        67.1389f,
        35.6944f,
        37.9167f,
        48);
    requireGdal(
        grid(2, 2, 60),
        grid(12, 12, 10),
        false,
        0,
        0,
        0,
        3.0833f,
        9.25f,
        15.4167f,
        21.5833f,
        27.75f,
        33.9167f,
        37);
  }

  @Test
  void averagesFinerPixelsAsGdalDoes() {
    requireGdal(
        grid(6, 4, 10), grid(3, 2, 20), true, NONE, 37.186f, 55.18f, NONE, 54.55f, 48.8913f);
  }

  @Test
  void givesAWindowTheValuesOfTheWhole() {
    Random random = new Random(2);
    for (double pixel : new double[] {4, 10, 15, 20}) {
      Grid source = grid((int) (60 / pixel), (int) (120 / pixel), pixel);
      Grid target = grid(6, 12, 10);
      float[] values = values(source, true);
      GridMapping mapping = GridMapping.of("a.tif", source, target);
      float[] whole = bilinear(source, target, values, target.all());
      float[] nearest =
          mapping.nearest(part(values, source, mapping.source(target.all())), 1, target.all());
      for (int i = 0; i < 50; i++) {
        int row = random.nextInt(6);
        int col = random.nextInt(12);
        Window window =
            new Window(row, col, 1 + random.nextInt(6 - row), 1 + random.nextInt(12 - col));
        assertThat(bilinear(source, target, values, window))
            .containsExactly(part(whole, target, window));
        assertThat(mapping.nearest(part(values, source, mapping.source(window)), 1, window))
            .containsExactly(part(nearest, target, window));
      }
    }
  }

  @Test
  void refusesOtherSystemsExtentsAndRatios() {
    Grid target = grid(6, 6, 10);
    Grid zone = new Grid(3, 3, Crs.projected(32634), null, grid(3, 3, 20).transform());
    assertThatThrownBy(() -> GridMapping.of("a.tif", zone, target))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/GridMismatch] the file is in EPSG:32634")
        .hasMessageContaining("a.tif")
        .hasMessageContaining("`gdalwarp -r near -t_srs EPSG:32633");
    Grid shifted = new Grid(3, 3, null, null, GeoTransform.northUp(500_011, 5_000_000, 20, 20));
    assertThatThrownBy(() -> GridMapping.of("a.tif", shifted, target))
        .hasMessageContaining("an edge is off by 0.6 pixels of the coarser grid");
    Grid mirrored = new Grid(3, 3, null, null, new GeoTransform(20, 0, 500_000, 0, 20, 4_999_940));
    assertThatThrownBy(() -> GridMapping.of("a.tif", mirrored, target))
        .hasMessageContaining("the file is rotated or mirrored");
    assertThatThrownBy(() -> GridMapping.of("a.npy", Grid.plain(3, 4), target))
        .hasMessageContaining("the image has 3 rows x 4 columns")
        .hasMessageContaining("the 6 rows x 6 columns of the first modality, or the same ratio");
    assertThat(GridMapping.of("a.npy", Grid.plain(3, 3), target).rows().scale()).isEqualTo(0.5);
  }
}
