package org.eobench.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.run.gallery.Palette;
import org.eobench.core.run.predictions.ImagePrediction;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.serve.image.ReadImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of a regression, and classes that a byte does not hold. */
class PredictedMapTest {
  private static final float NONE = Float.NaN;

  @TempDir Path folder;

  private static PredictedMap map(DatasetSpec spec, ImagePrediction prediction) {
    Sample sample = new Sample(Map.of(), NoTarget.NONE, new SampleRef("x", List.of()));
    Grid grid = Grid.plain(prediction.height(), prediction.width());
    return new PredictedMap(spec, new ReadImage(sample, grid, List.of()), prediction, 0.5);
  }

  private static DatasetSpec spec(boolean classes, int count, Quantity quantity) {
    return new DatasetSpec(
        "x",
        1,
        classes ? Segmentation.KIND : Regression.KIND,
        quantity,
        Map.of(),
        Map.of(),
        Collections.nCopies(count, "biomass"),
        -1,
        List.of(),
        2,
        1,
        "none",
        "none");
  }

  private static PredictedMap biomass(float... values) {
    ImagePrediction prediction =
        new ImagePrediction(2, values.length / 2, new int[0], new float[0], values);
    return map(spec(false, 1, new Quantity("t/ha", 0, 1)), prediction);
  }

  private GeoTiffReader read(PredictedMap map) throws IOException {
    byte[] tiff = map.geoTiff(folder.resolve("scratch.tif"));
    assertThat(folder.resolve("scratch.tif")).doesNotExist();
    return GeoTiffReader.open(Files.write(folder.resolve("map.tif"), tiff));
  }

  @Test
  void valuesAreFloatsWithTheirUnit() throws IOException {
    PredictedMap map = biomass(1.5f, NONE, 3, 7.5f);
    try (GeoTiffReader tiff = read(map)) {
      assertThat(tiff.info().type()).isEqualTo(SampleType.FLOAT32);
      assertThat(tiff.info().nodata()).isNaN();
      assertThat(tiff.read()).containsExactly(1.5f, NONE, 3, 7.5f);
    }
    JsonNode json = map.json();
    assertThat(json.has("classes")).isFalse();
    assertThat(json.get("no_data_pixels").asInt()).isEqualTo(1);
    JsonNode values = json.get("values");
    assertThat(values.get("unit").asText()).isEqualTo("t/ha");
    assertThat(List.of(values.get("min").asDouble(), values.get("mean").asDouble()))
        .containsExactly(1.5, 4.0);
    assertThat(values.get("max").asDouble()).isEqualTo(7.5);
  }

  @Test
  void valuesHaveColoursFromDarkToLight() throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(biomass(0, NONE, 9, 9).png()));
    assertThat(picture.getRGB(0, 0)).isEqualTo(Palette.ofValue(0));
    assertThat(picture.getRGB(1, 0)).isZero();
    assertThat(picture.getRGB(1, 1)).isEqualTo(Palette.ofValue(1));
  }

  @Test
  void anImageWithoutDataHasNoRange() {
    JsonNode json = biomass(NONE, NONE).json();
    assertThat(json.get("no_data_pixels").asInt()).isEqualTo(2);
    assertThat(json.get("values").has("mean")).isFalse();
  }

  @Test
  void manyClassesNeedTwoBytes() throws IOException {
    int[] classes = {299, ImagePrediction.NO_DATA};
    ImagePrediction prediction =
        new ImagePrediction(1, 2, classes, new float[] {1, 1}, new float[0]);
    try (GeoTiffReader tiff = read(map(spec(true, 300, Quantity.PLAIN), prediction))) {
      assertThat(tiff.info().type()).isEqualTo(SampleType.UINT16);
      assertThat(tiff.info().nodata()).isEqualTo(65535);
      assertThat(tiff.read()).containsExactly(299, 65535);
    }
  }
}
