package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.GeoTransform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffBuilderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void writesWhatItIsGiven(boolean bigEndian, boolean planar) {
    double[] one = {1, 2, 3, 4, 5, 60_000};
    double[] two = {7};
    TiffBuilder builder =
        TiffBuilder.unsigned(16, 3, 2, one, two)
            .northUp(500_000, 4_200_000, 10, 20)
            .epsg(32630)
            .nodata("7")
            .deflate();
    if (bigEndian) {
      builder.bigEndian();
    }
    if (planar) {
      builder.planar();
    }
    try (GeoTiffReader reader = GeoTiffReader.open(builder.write(folder.resolve("a.tif")))) {
      assertThat(reader.read()).containsExactly(1, 2, 3, 4, 5, 60_000, 7, 7, 7, 7, 7, 7);
      GeoTiffInfo info = reader.info();
      assertThat(info.nodata()).isEqualTo(7);
      assertThat(info.epsg()).isEqualTo(32630);
      assertThat(info.transform()).isEqualTo(GeoTransform.northUp(500_000, 4_200_000, 10, 20));
    }
  }

  @ParameterizedTest
  @CsvSource({"32", "64"})
  void writesFloatingPointNumbers(int bits) {
    Path file =
        TiffBuilder.floating(bits, 2, 1, new double[] {-1.5, Double.NaN})
            .write(folder.resolve("b.tif"));
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      assertThat(reader.read()).containsExactly(-1.5f, Float.NaN);
    }
  }

  @Test
  void writesSignedNumbersAndAnyTransform() {
    Path file =
        TiffBuilder.signed(16, 2, 1, new double[] {-1, -300})
            .transform(0, 10, 500_000, -10, 0, 4_200_000)
            .write(folder.resolve("c.tif"));
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      assertThat(reader.read()).containsExactly(-1, -300);
      assertThat(reader.info().transform())
          .isEqualTo(new GeoTransform(0, 10, 500_000, -10, 0, 4_200_000));
    }
  }
}
