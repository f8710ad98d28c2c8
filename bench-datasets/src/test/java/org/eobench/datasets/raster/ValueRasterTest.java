package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueRasterTest {
  private static final double[] STORED = {10, 20, 30, 255};

  @TempDir Path folder;

  private float[] values(TiffBuilder builder) {
    Path file = builder.write(folder.resolve("a.tif"));
    return ValueRaster.read(file, null, GeoTiffReader.info(file)).values();
  }

  @Test
  void readsScaledValuesWithoutThoseThatAreNotThere() {
    TiffBuilder map = TiffBuilder.unsigned(8, 2, 2, STORED).scaleAndOffset(1, 0.5, 1);
    assertThat(values(map.nodata("255"))).containsExactly(6, 11, 16, Float.NaN);
    assertThat(values(map.mask(false, true, true, true)))
        .containsExactly(Float.NaN, 11, 16, 128.5f);
  }

  @Test
  void refusesSeveralBands() {
    assertThatThrownBy(() -> values(TiffBuilder.unsigned(8, 2, 2, STORED, STORED)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the mask has 2 bands")
        .hasMessageContaining("one band of values")
        .hasMessageContaining("`gdal_translate -b 1 ");
  }
}
