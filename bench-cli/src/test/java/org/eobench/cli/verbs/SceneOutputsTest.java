package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.OutputFile;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.run.scene.SceneGrid;
import org.eobench.datasets.vector.Feature;
import org.eobench.datasets.vector.VectorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneOutputsTest {
  private static final GeoTransform PLACE = GeoTransform.northUp(500_000, 5_000_000, 10, 10);

  @TempDir Path folder;

  private static SceneOutputs of(String... words) {
    return SceneOutputs.of(Flags.of(List.of(words), SceneOutputs.FLAGS, List.of(OutputFile.FORCE)));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void nothingIsWrittenUnlessItIsAskedFor() {
    assertThat(of().isAny()).isFalse();
    assertThat(of("--quicklook", file("a.png")).isAny()).isTrue();
  }

  @Test
  void classesGivePolygonsAndAPicture() {
    Path map = folder.resolve("map.tif");
    GeoTiffWriter.write(
        map,
        GeoTiffSpec.plain(3, 2, 1, SampleType.UINT8)
            .withNodata(255)
            .withGeoreference(Crs.projected(32633), PLACE),
        new float[] {0, 0, 1, 0, 255, 255});
    List<String> told = new ArrayList<>();
    of("--polygons", file("a.gpkg"), "--min-pixels", "2", "--quicklook", file("a.png"))
        .ofClasses(map, null, List.of("land", "water"), told::add);
    List<Feature> features = VectorFile.read(folder.resolve("a.gpkg"), null).features();
    assertThat(features).hasSize(1);
    assertThat(features.get(0).attributes()).containsEntry("class_name", "land");
    assertThat(folder.resolve("a.png")).isNotEmptyFile();
    assertThat(told)
        .contains(
            "polygons of fewer than 2 pixels were left out: 1, with 1 pixels in all",
            "polygons in " + file("a.gpkg") + ": 1, with 3 pixels",
            "the picture is " + file("a.png"));
  }

  @Test
  void flagsThatCannotBeObeyedAreRefused() throws IOException {
    assertThatThrownBy(() -> of("--polygons", file("a.shp"))).hasMessageContaining(".gpkg");
    assertThatThrownBy(() -> of("--min-pixels", "3")).hasMessageContaining("no effect");
    assertThatThrownBy(() -> of("--simplify", "3")).hasMessageContaining("no effect");
    assertThatThrownBy(() -> of("--polygons", file("a.gpkg"), "--simplify", "-1"))
        .hasMessageContaining("not a positive number");
    assertThatThrownBy(() -> of("--quicklook", file("a.jpg"))).hasMessageContaining(".png");
    Files.createFile(folder.resolve("a.png"));
    assertThatThrownBy(() -> of("--quicklook", file("a.png"))).hasMessageContaining("--force");
    assertThat(of("--quicklook", file("a.png"), "--force").isAny()).isTrue();
  }

  /** Before hours of prediction, not after them. */
  @Test
  void geoJsonOfAnotherSystemIsRefusedBeforeThePrediction() {
    SceneOutputs outputs = of("--polygons", file("a.geojson"));
    Path map = folder.resolve("map.tif");
    assertThatThrownBy(
            () -> outputs.requireFor(new SceneGrid(2, 2, Crs.projected(25833), PLACE), map))
        .hasMessageContaining("EPSG:25833")
        .hasMessageContaining("GeoPackage");
    assertThatThrownBy(() -> outputs.requireFor(SceneGrid.plain(2, 2), map))
        .hasMessageContaining("no known coordinate system");
    assertThatCode(() -> outputs.requireFor(new SceneGrid(2, 2, Crs.projected(32633), PLACE), map))
        .doesNotThrowAnyException();
  }

  @Test
  void valuesHaveNoPolygons() {
    assertThatThrownBy(() -> of("--polygons", file("a.gpkg")).requireNoPolygons())
        .hasMessageContaining("polygons are of classes");
  }
}
