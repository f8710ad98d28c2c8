package org.eobench.datasets.raster.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.Window;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Virtual rasters as gdalbuildvrt and gdal_translate write them; rasterio reads the same values.
 */
class VrtSourceTest {
  private static final String SOURCE =
      """
          <%s>
            <SourceFilename relativeToVRT="1">%s</SourceFilename>
            <SourceBand>%d</SourceBand>
            <SourceProperties RasterXSize="4" RasterYSize="3" DataType="UInt16" BlockXSize="4" BlockYSize="3" />
            <SrcRect xOff="%d" yOff="0" xSize="%d" ySize="3" />
            <DstRect xOff="%d" yOff="0" xSize="%d" ySize="3" />%s
          </%1$s>
      """;

  @TempDir Path folder;

  private void tiff(String name, double start) {
    double[] values = IntStream.range(0, 12).mapToDouble(i -> i == 5 ? 0 : start + i).toArray();
    TiffBuilder.unsigned(16, 4, 3, values).write(folder.resolve(name));
  }

  private static String source(String kind, String file, int xOff, int size, int to, String more) {
    return SOURCE.formatted(kind, file, 1, xOff, size, to, size, more);
  }

  private Path vrt(String... bands) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            <VRTDataset rasterXSize="7" rasterYSize="3">
              <SRS dataAxisToSRSAxisMapping="1,2">PROJCS["WGS 84 / UTM zone 33N",GEOGCS["WGS 84",AUTHORITY["EPSG","4326"]],AUTHORITY["EPSG","32633"]]</SRS>
              <GeoTransform>  5.0e+05,  1.0e+01,  0.0,  5.0e+06,  0.0, -1.0e+01</GeoTransform>
            """);
    for (int i = 0; i < bands.length; i++) {
      text.append("  <VRTRasterBand dataType=\"UInt16\" band=\"").append(i + 1).append("\">\n");
      text.append(bands[i]).append("  </VRTRasterBand>\n");
    }
    return Files.writeString(folder.resolve("a.vrt"), text + "</VRTDataset>\n");
  }

  @Test
  void readsAMosaicInTheOrderOfItsSources() throws IOException {
    tiff("a.tif", 100);
    tiff("b.tif", 200);
    String nodata = "\n<NODATA>0</NODATA>";
    Path mosaic =
        vrt(
            "<NoDataValue>0</NoDataValue>\n"
                + source("ComplexSource", "a.tif", 0, 4, 0, nodata)
                + source("ComplexSource", "b.tif", 0, 4, 2, nodata));
    try (RasterSource source = RasterFile.of(mosaic).open(1)) {
      assertThat(source.header().grid().transform())
          .isEqualTo(GeoTransform.northUp(500_000, 5_000_000, 10, 10));
      assertThat(source.header().grid().epsg()).isEqualTo(32633);
      float none = Float.NaN;
      assertThat(source.measured(new int[] {0}, 0, new Window(0, 0, 2, 7), 1, null, null))
          .containsExactly(100, 101, 200, 201, 202, 203, none, 104, none, 204, 107, 206, 207, none);
      assertThat(source.stored(new int[] {0}, 0, new Window(1, 2, 2, 2), 1))
          .containsExactly(204, 107, 208, 209);
    }
  }

  @Test
  void stacksBandsOfSeveralFilesWithScale() throws IOException {
    tiff("a.tif", 100);
    tiff("b.tif", 200);
    String scale = "<Scale>0.5</Scale><Offset>1</Offset>";
    Path stack =
        vrt(
            source("SimpleSource", "b.tif", 0, 4, 0, ""),
            scale + source("SimpleSource", "a.tif", 1, 3, 0, ""));
    try (RasterSource source = RasterFile.of(stack).open(2)) {
      assertThat(source.measured(new int[] {1, 0}, 0, new Window(0, 0, 1, 4), 2, null, null))
          .containsExactly(51.5f, 52, 52.5f, Float.NaN, 200, 201, 202, 203);
      NamedBands.require(source, java.util.List.of("red", "nir"));
    }
  }

  @Test
  void refusesWhatItWouldReadWrongly() throws IOException {
    tiff("a.tif", 100);
    String plain = source("SimpleSource", "a.tif", 0, 4, 0, "");
    refused(
        plain.replace(
            "DstRect xOff=\"0\" yOff=\"0\" xSize=\"4\"",
            "DstRect xOff=\"0\" yOff=\"0\" xSize=\"2\""),
        "band 1 resamples a.tif from 3 x 4 to 3 x 2 pixels");
    refused(
        plain.replace("xOff=\"0\" yOff=\"0\" xSize=\"4\"", "xOff=\"0.5\" yOff=\"0\" xSize=\"4\""),
        "xOff=0.5");
    refused(
        source("ComplexSource", "a.tif", 0, 4, 0, "<ScaleRatio>2</ScaleRatio>"),
        "band 1 has a source with ScaleRatio");
    refused("<KernelFilteredSource></KernelFilteredSource>", "band 1 has a KernelFilteredSource");
    refused(plain.replace("a.tif", "/vsizip/a.zip/a.tif"), "the source '/vsizip/a.zip/a.tif'");
    Path derived = vrt(plain);
    Files.writeString(
        derived,
        Files.readString(derived).replace("band=\"1\"", "subClass=\"VRTDerivedRasterBand\""));
    assertThatThrownBy(() -> RasterFile.of(derived).open(1))
        .hasMessageContaining("band 1 is a VRTDerivedRasterBand");
    Path missing = vrt(plain.replace("a.tif", "b.tif"));
    assertThatThrownBy(() -> read(missing))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("b.tif")
        .hasMessageContaining("does not exist");
    Path outside = vrt(plain.replace("SrcRect xOff=\"0\"", "SrcRect xOff=\"1\""));
    assertThatThrownBy(() -> read(outside))
        .hasMessageContaining("a.vrt")
        .hasMessageContaining("band 1, which covers the source rectangle, of type UINT16");
    Path self = vrt(plain.replace("a.tif", "a.vrt"));
    assertThatThrownBy(() -> read(self)).hasMessageContaining("nested too deeply");
    Path entity =
        Files.writeString(
            folder.resolve("e.vrt"),
            "<!DOCTYPE a [<!ENTITY x SYSTEM"
                + " \"file:///etc/hostname\">]><VRTDataset>&x;</VRTDataset>");
    assertThatThrownBy(() -> RasterFile.of(entity).open(1))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("e.vrt");
  }

  private static void read(Path file) {
    try (RasterSource source = RasterFile.of(file).open(1)) {
      source.stored(new int[] {0}, 0, new Window(0, 0, 3, 4), 1);
    }
  }

  private void refused(String band, String what) throws IOException {
    Path file = vrt(band);
    assertThatThrownBy(() -> RasterFile.of(file).open(1))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/UnreadableVrt]")
        .hasMessageContaining(what)
        .hasMessageContaining("a.vrt")
        .hasMessageContaining("gdal_translate");
  }
}
