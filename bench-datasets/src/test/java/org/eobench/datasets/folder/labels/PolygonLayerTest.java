package org.eobench.datasets.folder.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.tensors.Npy;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;

class PolygonLayerTest {
  /** The array was drawn from the polygons by its authors, with GDAL. */
  @Test
  void drawsTheLandUseRegisterAsPublished() {
    Path folder = SharedFiles.require("data/landcover_timeseries_eolearn");
    PolygonsConfig config =
        new PolygonsConfig("LULC.gpkg", null, "LULC_ID", null, "ignore", false, null);
    PolygonLayer layer = PolygonLayer.read(folder.resolve("LULC.gpkg"), config);
    Grid grid =
        new Grid(
            101,
            100,
            Crs.projected(32633),
            null,
            GeoTransform.northUp(
                465_181.0522318204,
                5_080_254.63349641,
                (466_180.53145382757 - 465_181.0522318204) / 100,
                (5_080_254.63349641 - 5_079_244.8912012065) / 101));
    int[] classes = layer.names().stream().mapToInt(Integer::parseInt).toArray();
    int[] drawn = new int[101 * 100];

    layer.draw(drawn, classes, grid.all(), grid, "image", false);

    assertThat(layer.names()).hasSize(88);
    double[] published = Npy.read(folder.resolve("LULC.npy")).doubles();
    for (int i = 0; i < drawn.length; i++) {
      assertThat(drawn[i]).isEqualTo((int) published[i]);
    }
  }
}
