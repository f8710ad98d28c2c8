package org.eobench.datasets.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelRasterTest {
  private static final DatasetSpec SPEC =
      new DatasetSpec(
          "two",
          1,
          Segmentation.KIND,
          Quantity.PLAIN,
          Map.of(),
          Map.of(),
          List.of("land", "water"),
          -1,
          List.of(),
          0,
          1,
          "",
          "");

  @TempDir Path folder;

  private int[] labels(TiffBuilder builder) {
    Path file = builder.write(folder.resolve("mask.tif"));
    return ((LabelMap) LabelRaster.read(file, null, GeoTiffReader.info(file), SPEC)).labels();
  }

  @ParameterizedTest
  @CsvSource({
    "-3.40282346638529e+38,-3.4028234663852886e38",
    "-3.40282346600000016e+38,-3.4028234663852886e38",
    "-3.4028235e+38,-3.4028234663852886e38",
    "0.1,0.10000000149011612",
    "-1.#QNAN,NaN",
    "-9999,NaN"
  })
  void ignoresNodataAsTheSamplesHoldIt(String text, double stored) {
    double[] values = {0, 1, stored, 1};
    assertThat(labels(TiffBuilder.floating(32, 2, 2, values).nodata(text)))
        .containsExactly(0, 1, -1, 1);
  }

  @Test
  void showsALabelAsTheFileHoldsIt() {
    double[] values = {0, -Float.MAX_VALUE};
    assertThatThrownBy(() -> labels(TiffBuilder.floating(32, 2, 1, values)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the label -3.4028235E38 is not a class")
        .hasMessageContaining("row 0, col 1");
    assertThatThrownBy(() -> labels(TiffBuilder.unsigned(12, 2, 1, new double[] {1, 4095})))
        .hasMessageContaining("the label 4095 is not a class")
        .hasMessageContaining("if it marks unlabelled pixels, set `dataset.ignore_index=4095`");
    assertThatThrownBy(() -> labels(TiffBuilder.floating(32, 2, 1, new double[] {1, 0.1})))
        .hasMessageContaining("the label 0.1 is not a class");
  }

  @Test
  void refusesAMaskOfSeveralBandsAndSaysHowToMakeOne() {
    double[] one = {1};
    assertThatThrownBy(() -> labels(TiffBuilder.unsigned(8, 2, 2, one, one, one)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the mask has 3 bands")
        .hasMessageContaining("one band of class numbers")
        .hasMessageContaining("gdal_translate -b 1 " + folder.resolve("mask.tif"))
        .hasMessageContaining("--calc='argmax([A,B,C],axis=0)'")
        .hasMessageContaining("-C " + folder.resolve("mask.tif") + " --C_band=3");
  }

  @Test
  void ignoresWhatAMaskOrOpacityHides() {
    double[] values = {0, 1, 9, 1};
    TiffBuilder labels = TiffBuilder.unsigned(8, 2, 2, values);
    assertThat(labels(labels.mask(true, true, false, true))).containsExactly(0, 1, -1, 1);
    TiffBuilder shown =
        TiffBuilder.unsigned(8, 2, 2, values, new double[] {255, 0, 0, 3}).lastBandIsAlpha();
    assertThat(labels(shown)).containsExactly(0, -1, -1, 1);
    TiffBuilder.maskFile(2, 2, false, true, false, true).write(folder.resolve("mask.tif.msk"));
    assertThat(labels(TiffBuilder.unsigned(8, 2, 2, values))).containsExactly(-1, 1, -1, 1);
  }

  @Test
  void refusesAScaleOfClassNumbers() {
    TiffBuilder labels = TiffBuilder.unsigned(8, 2, 1, new double[] {0, 1});
    assertThatThrownBy(() -> labels(labels.scaleAndOffset(1, 0.1, 0)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the mask has the scale 0.1 and the offset 0.0")
        .hasMessageContaining("unscaled class numbers")
        .hasMessageContaining("`gdal_edit.py -scale 1 -offset 0 FILE`");
    TiffBuilder reset = TiffBuilder.unsigned(8, 2, 1, new double[] {0, 1}).scaleAndOffset(1, 1, 0);
    assertThat(labels(reset)).containsExactly(0, 1);
  }
}
