package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridAgreementTest {
  private static final double[] ZERO = {0};

  @TempDir Path folder;

  private TiffBuilder square() {
    return TiffBuilder.unsigned(8, 64, 64, ZERO).epsg(32630);
  }

  private GeoTiffInfo info(String name, TiffBuilder builder) {
    return GeoTiffReader.info(builder.write(folder.resolve(name)));
  }

  private GeoTiffInfo grid() {
    return info("image.tif", square().northUp(500_000, 4_200_000, 10, 10));
  }

  private void require(TiffBuilder builder) {
    Path file = folder.resolve("mask.tif");
    GridAgreement.requireSamePlace(file, info("mask.tif", builder), grid());
  }

  @Test
  void refusesATransposedGridWhoseDiagonalAgrees() {
    assertThatThrownBy(() -> require(square().transform(0, 10, 500_000, -10, 0, 4_200_000)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("mask.tif")
        .hasMessageContaining("its upper right corner is off by 64.0 pixels")
        .hasMessageContaining("geotransform (500000, 0, 10, 4200000, -10, 0)")
        .hasMessageContaining("expected: the image's geotransform (500000, 10, 0, 4200000, 0, -10)")
        .hasMessageContaining(
            "gdalwarp -r near -t_srs EPSG:32630 -te 500000 4199360 500640 4200000 -ts 64 64");
  }

  @Test
  void quotesAFileThatAShellWouldTakeApart() {
    Path file = folder.resolve("my mask's (1).tif");
    GeoTiffInfo elsewhere = info("mask.tif", square().northUp(0, 4_200_000, 10, 10));
    assertThatThrownBy(() -> GridAgreement.requireSamePlace(file, elsewhere, grid()))
        .hasMessageContaining("-ts 64 64 \"" + file + "\" out.tif`");
  }

  @Test
  void refusesAShearThatLeavesTwoCornersInPlace() {
    assertThatThrownBy(() -> require(square().transform(9, 1, 500_000, -1, -9, 4_200_000)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("off by 6.4 pixels");
  }

  @Test
  void acceptsHalfAPixelAtEveryCornerAndNoMore() {
    assertThatCode(() -> require(square().northUp(500_005, 4_200_000, 10, 10)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> require(square().northUp(500_006, 4_200_000, 10, 10)))
        .hasMessageContaining("off by 0.6 pixels");
    assertThatThrownBy(() -> require(square().northUp(500_000, 4_200_000, 10, 20)))
        .hasMessageContaining("its lower left corner is off by 64.0 pixels");
  }

  @Test
  void comparesRotatedGridsWithTheirOwnPixels() {
    TiffBuilder rotated = square().transform(6, 8, 500_000, 8, -6, 4_200_000);
    GeoTiffInfo grid = info("image.tif", rotated);
    Path file = folder.resolve("mask.tif");
    GridAgreement.requireSamePlace(file, info("mask.tif", rotated), grid);
    GeoTiffInfo shifted = info("mask.tif", square().transform(6, 8, 500_006, 8, -6, 4_200_008));
    assertThatThrownBy(() -> GridAgreement.requireSamePlace(file, shifted, grid))
        .hasMessageContaining("off by 1.0 pixels");
  }

  @Test
  void namesBothCoordinateSystems() {
    assertThatThrownBy(() -> require(square().northUp(500_000, 4_200_000, 10, 10).epsg(32631)))
        .hasMessageContaining("the file is in EPSG:32631")
        .hasMessageContaining("expected: EPSG:32630");
  }

  /** A projection without a code, on WGS 84 (4326). */
  private TiffBuilder ownProjection(int method, double centralMeridian) {
    double[] keys = {
      1, 1, 0, 5, 1024, 0, 1, 1, 2048, 0, 1, 4326, 3072, 0, 1, 32767, 3075, 0, 1, method, 3080,
      34736, 1, 0
    };
    return TiffBuilder.unsigned(8, 64, 64, ZERO)
        .northUp(500_000, 4_200_000, 10, 10)
        .tag(34735, 3, keys)
        .tag(34736, 12, centralMeridian);
  }

  @Test
  void comparesProjectionsThatFilesSpellOut() {
    GeoTiffInfo grid = info("image.tif", ownProjection(10, 20));
    assertThat(grid.crs()).as("degrees of WGS 84 are not its coordinates").isNull();
    Path file = folder.resolve("mask.tif");
    assertThatCode(
            () ->
                GridAgreement.requireSamePlace(file, info("mask.tif", ownProjection(10, 20)), grid))
        .doesNotThrowAnyException();
    GeoTiffInfo otherMeridian = info("mask.tif", ownProjection(10, 21));
    assertThatThrownBy(() -> GridAgreement.requireSamePlace(file, otherMeridian, grid))
        .hasMessageContaining("a projection of its own (GeoKeys 3075=10.0, 3080=21.0)")
        .hasMessageContaining("3080=20.0");
    GeoTiffInfo otherMethod = info("mask.tif", ownProjection(11, 20));
    assertThatThrownBy(() -> GridAgreement.requireSamePlace(file, otherMethod, grid))
        .hasMessageContaining("3075=11.0");
  }

  @Test
  void knowsTheProjectionOfUtm() {
    GeoTiffInfo utm = info("image.tif", ownProjection(1, -3).epsg(32630));
    Path file = folder.resolve("mask.tif");
    assertThatCode(
            () -> GridAgreement.requireSamePlace(file, info("mask.tif", ownProjection(1, -3)), utm))
        .doesNotThrowAnyException();
    for (TiffBuilder other : List.of(ownProjection(1, 3), ownProjection(11, -3))) {
      GeoTiffInfo info = info("mask.tif", other);
      assertThatThrownBy(() -> GridAgreement.requireSamePlace(file, info, utm))
          .hasMessageContaining("the file is in a projection of its own")
          .hasMessageContaining("expected: EPSG:32630, like its image");
    }
  }

  @Test
  void neverPrintsTheHalfPixelThatIsAllowedForMore() {
    assertThatThrownBy(() -> require(square().northUp(500_005.1, 4_200_000, 10, 10)))
        .hasMessageContaining("off by 0.51 pixels");
  }

  @Test
  void takesANegativeScaleYForNorthUpAsGdalDoes() {
    GeoTiffInfo info = info("mask.tif", square().northUp(500_000, 4_200_000, 10, -10));
    assertThat(info.transform()).isEqualTo(GeoTransform.northUp(500_000, 4_200_000, 10, 10));
    assertThat(info.negativeScaleY()).isTrue();
    assertThat(grid().negativeScaleY()).isFalse();
    assertThatCode(() -> require(square().northUp(500_000, 4_200_000, 10, -10)))
        .doesNotThrowAnyException();
  }

  @Test
  void prefersThePixelScaleToAMatrixAndPassesOverAScaleOfZeroAsGdalDoes() {
    TiffBuilder both = square().transform(0, 10, 5, -10, 0, 6).northUp(1, 2, 3, 4);
    assertThat(info("a.tif", both).transform()).isEqualTo(GeoTransform.northUp(1, 2, 3, 4));
    assertThat(info("a.tif", square().northUp(1, 2, 10, 0)).transform()).isNull();
  }
}
