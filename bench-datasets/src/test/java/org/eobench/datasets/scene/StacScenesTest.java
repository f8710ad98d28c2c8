package org.eobench.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.datasets.scene.SceneSpec.SceneDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StacScenesTest {
  private static final SceneRules RULES =
      new SceneRules(Map.of("optical", List.of("B2", "B4")), Map.of(), Map.of());

  @TempDir private Path folder;

  @BeforeEach
  void writeAssets() {
    // B02 has 10 m, and the second file two bands of 20 m.
    tiff("blue.tif", 1, 8, 10);
    tiff("red.tif", 2, 4, 20);
  }

  private void tiff(String name, int bands, int side, int resolution) {
    float[] values = new float[bands * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + i / (side * side);
    }
    GeoTiffWriter.write(
        folder.resolve(name),
        GeoTiffSpec.plain(side, side, bands, SampleType.FLOAT32)
            .withGeoreference(
                Crs.projected(32633), GeoTransform.northUp(0, 80, resolution, resolution)),
        values);
  }

  private Path item(String assets) throws IOException {
    return write(
        "{\"type\": \"Feature\", \"id\": \"S2/a b\", \"properties\": {\"datetime\":"
            + " \"2024-06-01T10:00:00+02:00\"}, \"assets\": {"
            + assets
            + "}}");
  }

  private Path write(String json) throws IOException {
    Path file = folder.resolve("item.json");
    Files.writeString(file, json);
    return file;
  }

  private static final String BLUE = "\"B2\": {\"href\": \"./blue.tif\"}";

  @Test
  void bandsAreFoundByAssetsAndByTheirLists() throws IOException {
    for (String list : List.of("eo:bands", "bands")) {
      String both =
          "\"visual\": {\"href\": \"red.tif\", \""
              + list
              + "\": [{\"name\": \"B3\"}, {\"name\": \"B4\"}]}";
      List<SceneSpec> scenes = StacScenes.list(item(BLUE + ", " + both), RULES, Map.of());
      assertThat(scenes).extracting(SceneSpec::id).containsExactly("S2_a_b");
      assertThat(scenes.get(0).dates().get("optical"))
          .extracting(SceneDate::time)
          .containsExactly(LocalDateTime.of(2024, 6, 1, 8, 0));
      try (RasterScene scene = new RasterScene(scenes.get(0), RULES)) {
        assertThat(scene.grid().width()).isEqualTo(8);
        assertThat(scene.remarks()).singleElement().asString().contains("red.tif");
        Image image =
            Objects.requireNonNull(
                scene
                    .read(Map.of("optical", List.of("B4", "B2")), new ImagePart(3, 3, 1, 2))
                    .get("optical"));
        assertThat(image.data()).containsExactly(2, 2, 1, 1);
      }
    }
  }

  @Test
  void otherNamesAreGivenByTheUserAndSuggested() throws IOException {
    Path item = item("\"B02\": {\"href\": \"blue.tif\"}, \"red\": {\"href\": \"blue.tif\"}");
    assertThatThrownBy(() -> StacScenes.list(item, RULES, Map.of()))
        .hasMessageContaining("no band 'B2'")
        .hasMessageContaining("S2/a b")
        .hasMessageContaining("`--band-names B2=B02,B4=red`");
    SceneSpec scene = StacScenes.list(item, RULES, Map.of("B2", "B02", "B4", "red")).get(0);
    assertThat(scene.files()).containsExactly(folder.resolve("blue.tif").toAbsolutePath());
  }

  @Test
  void anItemCollectionHasManyScenes() throws IOException {
    String item = Files.readString(item(BLUE + ", \"B4\": {\"href\": \"blue.tif\"}"));
    Path many =
        write(
            "{\"type\": \"FeatureCollection\", \"features\": ["
                + item
                + ","
                + item.replace("a b", "c")
                + "]}");
    assertThat(SceneList.of(List.of(many), RULES, null, Map.of()))
        .extracting(SceneSpec::id)
        .containsExactly("S2_a_b", "S2_c");
  }

  @Test
  void whatIsNoItemOfLocalFilesIsRefused() throws IOException {
    Path remote = item("\"B2\": {\"href\": \"https://example.org/a.tif\"}, \"B4\": {}");
    assertThatThrownBy(() -> StacScenes.list(remote, RULES, Map.of()))
        .hasMessageContaining("not a local file");
    Path broken = write("{\"type\": ");
    assertThatThrownBy(() -> StacScenes.list(broken, RULES, Map.of()))
        .hasMessageContaining("InvalidStac")
        .hasMessageContaining("not readable JSON");
    Path other = write("{\"type\": \"Catalog\"}");
    assertThatThrownBy(() -> StacScenes.list(other, RULES, Map.of()))
        .hasMessageContaining("'Catalog'");
  }
}
