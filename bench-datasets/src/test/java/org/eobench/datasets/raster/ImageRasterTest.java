package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.dataset.Band;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.Window;
import org.eobench.testing.TiffBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageRasterTest {
  private static final Window ALL = new Window(0, 0, 1, 3);
  private static final double[] VALUES = {0, 1000, 2000};

  @TempDir Path folder;

  private float[] read(TiffBuilder builder, List<Band> bands, @Nullable BandScale given) {
    Path file = builder.write(folder.resolve("a.tif"));
    List<String> names = bands.stream().map(Band::name).toList();
    return ImageRaster.readMeasured(file, bands, names, ALL, null, given).image().data();
  }

  private static List<Band> bands(String... names) {
    return Arrays.stream(names).map(name -> new Band(name, null)).toList();
  }

  @Test
  void readsScaleAndOffsetOfEachBand() {
    TiffBuilder two =
        TiffBuilder.unsigned(16, 3, 1, VALUES, VALUES)
            .scaleAndOffset(1, 0.0001, -0.1)
            .scaleAndOffset(2, 0.5, 0)
            .nodata("0");
    assertThat(read(two, bands("red", "nir"), null))
        .containsExactly(Float.NaN, 0, 0.1f, Float.NaN, 500, 1000);
    assertThat(read(two, bands("red", "nir"), new BandScale(2, 1)))
        .as("the config goes first")
        .containsExactly(Float.NaN, 2001, 4001, Float.NaN, 2001, 4001);
    assertThat(read(two, bands("red", "nir"), BandScale.NONE))
        .containsExactly(Float.NaN, 1000, 2000, Float.NaN, 1000, 2000);
  }

  @Test
  void saysHowPagesBecomeBands() {
    TiffBuilder page = TiffBuilder.unsigned(16, 3, 1, VALUES);
    TiffBuilder stack =
        TiffBuilder.unsigned(16, 3, 1, VALUES).directory(0, page).mask(true, true, true);
    assertThatThrownBy(() -> read(stack, bands("red", "nir"), null))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the file has 1 bands")
        .hasMessageContaining("the file has 2 pages, but only the first is read")
        .hasMessageContaining("GTIFF_DIR:1:" + folder.resolve("a.tif") + " GTIFF_DIR:2:");
  }

  @Test
  void takesAScaleAloneForAnOffsetOfZeroAndPassesOverOtherBands() {
    TiffBuilder one = TiffBuilder.unsigned(16, 3, 1, VALUES, VALUES);
    one.metadata(
        "<?xml version=\"1.0\"?>\n<GDALMetadata>\n"
            + "<Item name=\"AREA_OR_POINT\">Area</Item>"
            + "<Item name=\"scale\">7</Item>"
            + "<Item name=\"OFFSET\" sample=\"9\" role=\"offset\">5</Item>"
            + "<Item name=\"SCALE\" sample=\"1\" role=\"scale\"> 2.5e-1 </Item>"
            + "</GDALMetadata>");
    assertThat(read(one, bands("red", "nir"), null)).containsExactly(0, 1000, 2000, 0, 250, 500);
  }

  @Test
  void refusesAScaleThatWipesOutTheValues() {
    TiffBuilder zero = TiffBuilder.unsigned(16, 3, 1, VALUES).scaleAndOffset(1, 0, 3);
    assertThatThrownBy(() -> read(zero, bands("red"), null))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("band 1 has the scale 0.0 and the offset 3.0")
        .hasMessageContaining("a.tif")
        .hasMessageContaining("`+dataset.scale.optical=1`");
    assertThat(read(zero, bands("red"), BandScale.NONE)).containsExactly(0, 1000, 2000);
  }

  @Test
  void neverOpensWhatXmlRefersTo() {
    TiffBuilder hostile = TiffBuilder.unsigned(16, 3, 1, VALUES);
    hostile.metadata(
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><GDALMetadata>"
            + "<Item name=\"SCALE\" sample=\"0\" role=\"scale\">&x;</Item></GDALMetadata>");
    assertThatThrownBy(() -> read(hostile, bands("red"), null))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("a.tif, tag GdalMetadata (42112)");
    TiffBuilder broken = TiffBuilder.unsigned(16, 3, 1, VALUES).metadata("<GDALMetadata><Item");
    assertThat(read(broken, bands("red"), null)).containsExactly(0, 1000, 2000);
  }

  @Test
  void hidesByOpacityOnlyWhereItIsNoBandOfTheDataSet() {
    TiffBuilder opaque =
        TiffBuilder.unsigned(8, 3, 1, new double[] {5}, new double[] {0, 9, 255}).lastBandIsAlpha();
    assertThat(read(opaque, bands("red"), null)).containsExactly(Float.NaN, 5, 5);
    assertThat(read(opaque, bands("red", "nir"), null)).containsExactly(5, 5, 5, 0, 9, 255);
    TiffBuilder three = TiffBuilder.unsigned(8, 3, 1, VALUES, VALUES, VALUES).lastBandIsAlpha();
    assertThatThrownBy(() -> read(three, bands("red"), null))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the file has 3 bands, of which the last is an alpha band");
  }

  @Test
  void readsNodataAndScaleFromTheFileBesideIt() throws IOException {
    String xml =
        "<PAMDataset><PAMRasterBand band=\"1\"><NoDataValue>1000</NoDataValue>"
            + "<Offset>5</Offset><Scale>10</Scale></PAMRasterBand></PAMDataset>";
    Files.writeString(folder.resolve("a.tif.aux.xml"), xml, StandardCharsets.UTF_16);
    TiffBuilder plain = TiffBuilder.unsigned(16, 3, 1, VALUES);
    assertThat(read(plain, bands("red"), null)).containsExactly(5, Float.NaN, 20_005);
    TiffBuilder tagged =
        TiffBuilder.unsigned(16, 3, 1, VALUES).nodata("0").scaleAndOffset(1, 0.5, 1);
    assertThat(read(tagged, bands("red"), null))
        .as("nodata beside the file, scale in it")
        .containsExactly(1, Float.NaN, 1001);
    Files.writeString(folder.resolve("a.tif.aux.xml"), xml.replace("10<", "ten<"));
    assertThatThrownBy(() -> read(plain, bands("red"), null))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the element Scale of band 1 is 'ten'")
        .hasMessageContaining("a.tif.aux.xml");
    Files.writeString(folder.resolve("a.tif.aux.xml"), "<PAMDataset><PAMRasterBand");
    assertThat(read(plain, bands("red"), null)).containsExactly(0, 1000, 2000);
  }
}
