package org.eobench.core.io.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.testing.SharedFiles;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Decodes every file of a folder that GDAL wrote and compares with its {@code truth.json}. The
 * folder is {@code -Dgeotiff.dir=DIR}, by default {@code shared/geotiff_matrix}.
 */
class GeoTiffMatrixTest {

  @TestFactory
  Stream<DynamicTest> decodesEveryFileToTheGivenHash() throws IOException {
    String chosen = System.getProperty("geotiff.dir", "");
    Path folder = chosen.isEmpty() ? SharedFiles.require("geotiff_matrix") : Path.of(chosen);
    JsonNode truth = new ObjectMapper().readTree(folder.resolve("truth.json").toFile());
    assertThat(truth.size()).as("files listed in truth.json").isPositive();
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : truth.properties()) {
      Path file = folder.resolve(entry.getKey());
      tests.add(DynamicTest.dynamicTest(entry.getKey(), () -> compare(file, entry.getValue())));
    }
    return tests.stream();
  }

  private static void compare(Path file, JsonNode truth) {
    try (GeoTiffReader reader = GeoTiffReader.open(file)) {
      GeoTiffInfo info = reader.info();
      int bands = truth.get("shape").get(0).asInt();
      assertThat(new int[] {info.bands(), info.height(), info.width()})
          .containsExactly(
              bands, truth.get("shape").get(1).asInt(), truth.get("shape").get(2).asInt());
      int[] all = IntStream.range(0, bands).toArray();
      double[] values = reader.readDoubles(all, info.all());
      assertThat(RasterHash.ofDoubles(values)).isEqualTo(truth.get("sha256").asText());
      if (info.type().bits() >= 8) {
        assertThat(info.type().key()).isEqualTo(truth.get("dtype").asText());
      }
      assertThat(info.epsg()).isEqualTo(truth.get("epsg").asInt());
      compareNodata(info, truth.get("nodata"));
      compareTransform(info, truth.get("transform"));
      compareWindows(reader, values);
    }
  }

  private static void compareNodata(GeoTiffInfo info, JsonNode nodata) {
    if (nodata.isNull()) {
      assertThat(info.nodata()).isNull();
    } else {
      String text = nodata.asText();
      Double expected = text.equals("nan") ? Double.NaN : Double.valueOf(text);
      assertThat(info.nodata()).isEqualTo(expected);
    }
  }

  private static void compareTransform(GeoTiffInfo info, JsonNode t) {
    assertThat(info.transform())
        .isEqualTo(
            new GeoTransform(
                t.get(0).asDouble(),
                t.get(1).asDouble(),
                t.get(2).asDouble(),
                t.get(3).asDouble(),
                t.get(4).asDouble(),
                t.get(5).asDouble()));
  }

  /** A window of some bands, out of order, holds what the whole raster holds there. */
  private static void compareWindows(GeoTiffReader reader, double[] all) {
    GeoTiffInfo info = reader.info();
    int[] bands = info.bands() == 1 ? new int[] {0} : new int[] {info.bands() - 1, 0};
    int row = info.height() / 3;
    int col = info.width() / 4;
    Window window = new Window(row, col, info.height() / 2, info.width() / 2);
    float[] values = reader.read(bands, window);
    int at = 0;
    for (int band : bands) {
      for (int r = row; r < row + window.height(); r++) {
        for (int c = col; c < col + window.width(); c++, at++) {
          double expected = all[(band * info.height() + r) * info.width() + c];
          if (Float.compare(values[at], (float) expected) != 0) {
            assertThat(values[at]).as("band %d row %d col %d", band, r, c).isEqualTo(expected);
          }
        }
      }
    }
    assertThat(at).isEqualTo(values.length);
  }
}
