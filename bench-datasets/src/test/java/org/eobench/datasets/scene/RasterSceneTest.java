package org.eobench.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes in files: modalities, dates and bands of several grids, and what is refused. */
class RasterSceneTest {
  private static final GeoTransform PLACE = GeoTransform.northUp(500_000, 5_000_000, 10, 10);
  private static final int NODATA = -1;
  private static final SceneRules OPTICAL = rules(Map.of("optical", List.of("B2", "B3", "B4")));

  @TempDir private Path folder;

  private Path tiff(String name, int bands, int height, int width, GeoTransform place) {
    return tiff(name, bands, height, width, place, Crs.projected(32633));
  }

  /** Band b has 1000 b + 20 row + column, in pixels of 10 m; the first pixel of all is empty. */
  private Path tiff(String name, int bands, int height, int width, GeoTransform place, Crs crs) {
    float[] values = new float[bands * height * width];
    double step = place.a() / 10;
    for (int i = 0; i < values.length; i++) {
      double row = (i / width % height + 0.5) * step - 0.5;
      double column = (i % width + 0.5) * step - 0.5;
      values[i] = (float) (1000 * (i / (height * width)) + 20 * row + column);
      values[i] = i % (height * width) == 0 ? NODATA : values[i];
    }
    Path file = folder.resolve(name);
    GeoTiffSpec spec =
        GeoTiffSpec.plain(width, height, bands, SampleType.FLOAT32)
            .withNodata(NODATA)
            .withGeoreference(crs, place);
    GeoTiffWriter.write(file, spec, values);
    return file;
  }

  private static SceneRules rules(Map<String, List<String>> files) {
    return new SceneRules(files, Map.of(), Map.of());
  }

  private static RasterScene open(Path file) {
    return new RasterScene(
        SceneList.of(List.of(new ModalityFile("optical", file, null)), OPTICAL), OPTICAL);
  }

  @Test
  void readsBandsByNameInTheirPlaces() {
    try (RasterScene scene = open(tiff("a.tif", 3, 20, 30, PLACE))) {
      assertThat(scene.id()).isEqualTo("a");
      assertThat(scene.grid().crs()).isEqualTo(Crs.projected(32633));
      assertThat(scene.grid().transform()).isEqualTo(PLACE);
      assertThat(scene.remarks()).isEmpty();
      Image part =
          Objects.requireNonNull(
              scene
                  .read(Map.of("optical", List.of("B4", "B2")), new ImagePart(0, 0, 2, 3))
                  .get("optical"));
      assertThat(part.data())
          .containsExactly(Float.NaN, 2001, 2002, 2020, 2021, 2022, Float.NaN, 1, 2, 20, 21, 22);
      Acquisition corner = scene.acquisition(new ImagePart(0, 0, 2, 2));
      assertThat(corner.groundResolution()).isEqualTo(10);
      assertThat(corner.place()).isNotNull();
    }
  }

  @Test
  void appliesTheScaleAndNodataOfTheDataSet() {
    SceneRules rules =
        new SceneRules(
            Map.of("optical", List.of("B2")),
            Map.of("optical", 21.0),
            Map.of("optical", new BandScale(2, 1)));
    SceneSpec spec =
        SceneList.of(
            List.of(new ModalityFile("optical", tiff("a.tif", 1, 5, 5, PLACE), null)), rules);
    try (RasterScene scene = new RasterScene(spec, rules)) {
      Image part =
          Objects.requireNonNull(
              scene
                  .read(Map.of("optical", List.of("B2")), new ImagePart(1, 0, 1, 3))
                  .get("optical"));
      assertThat(part.data()).containsExactly(41, Float.NaN, 45);
    }
  }

  @Test
  void modalitiesAndDatesOfOtherGridsAreResampledTheSameInEveryWindow() {
    SceneRules both = rules(ordered("optical", List.of("B2", "B3"), "sar", List.of("VV")));
    Path fine = tiff("fine.tif", 2, 20, 40, PLACE);
    Path coarse = tiff("coarse.tif", 1, 10, 20, GeoTransform.northUp(500_000, 5_000_000, 20, 20));
    LocalDateTime first = LocalDateTime.of(2024, 6, 1, 12, 0);
    SceneSpec spec =
        SceneList.of(
            List.of(
                ModalityFile.parse("sar=" + coarse, "--input"),
                ModalityFile.parse("optical=" + fine + "@2024-06-01", "--input")),
            both);
    try (RasterScene scene = new RasterScene(spec, both)) {
      assertThat(scene.grid().width()).isEqualTo(40);
      assertThat(scene.remarks())
          .singleElement()
          .asString()
          .contains("coarse.tif", "10 x 20 to 20 x 40");
      Map<String, List<String>> bands = Map.of("sar", List.of("VV"));
      float[] whole =
          Objects.requireNonNull(scene.read(bands, new ImagePart(0, 0, 20, 40)).get("sar")).data();
      assertThat(whole[0]).isNaN();
      assertThat(whole[1]).isNaN();
      assertThat(whole[10 * 40 + 17]).isCloseTo(20 * 10 + 17, within(1e-3f));
      float[] part =
          Objects.requireNonNull(scene.read(bands, new ImagePart(7, 9, 5, 6)).get("sar")).data();
      for (int i = 0; i < part.length; i++) {
        assertThat(part[i]).isEqualTo(whole[(7 + i / 6) * 40 + 9 + i % 6]);
      }
      assertThat(scene.acquisition(new ImagePart(0, 0, 5, 5)).dates()).containsExactly(first);
    }
  }

  private static Map<String, List<String>> ordered(
      String first, List<String> bands, String second, List<String> others) {
    Map<String, List<String>> map = new LinkedHashMap<>();
    map.put(first, bands);
    map.put(second, others);
    return map;
  }

  @Test
  void datesAreInTheOrderOfTheFiles() {
    SceneRules rules = rules(Map.of("optical", List.of("B2")));
    Path one = tiff("one.tif", 1, 6, 6, PLACE);
    Path two = folder.resolve("two.tif");
    float[] twos = new float[36];
    Arrays.fill(twos, 2);
    GeoTiffWriter.write(
        two,
        GeoTiffSpec.plain(6, 6, 1, SampleType.FLOAT32)
            .withGeoreference(Crs.projected(32633), PLACE),
        twos);
    SceneSpec spec =
        SceneList.of(
            List.of(new ModalityFile("optical", two, null), new ModalityFile("optical", one, null)),
            rules);
    try (RasterScene scene = new RasterScene(spec, rules)) {
      Image part =
          Objects.requireNonNull(
              scene
                  .read(Map.of("optical", List.of("B2")), new ImagePart(1, 1, 1, 2))
                  .get("optical"));
      assertThat(part.frames()).isEqualTo(2);
      assertThat(part.data()).containsExactly(2, 2, 21, 22);
    }
  }

  @Test
  void otherGroundAndOtherSystemsAreRefused() {
    SceneRules both = rules(ordered("optical", List.of("B2"), "sar", List.of("VV")));
    Path fine = tiff("fine.tif", 1, 8, 8, PLACE);
    Path away = tiff("away.tif", 1, 8, 8, GeoTransform.northUp(500_100, 5_000_000, 10, 10));
    Path zone = tiff("zone.tif", 1, 8, 8, PLACE, Crs.projected(32632));
    for (Path other : List.of(away, zone)) {
      SceneSpec spec =
          SceneList.of(
              List.of(
                  new ModalityFile("optical", fine, null), new ModalityFile("sar", other, null)),
              both);
      assertThatThrownBy(() -> new RasterScene(spec, both))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("GridMismatch")
          .hasMessageContaining(other.getFileName().toString())
          .hasMessageContaining("gdalwarp");
    }
    assertThatThrownBy(() -> open(fine))
        .hasMessageContaining("BandCount")
        .hasMessageContaining("--bands")
        .hasMessageContaining("fine.tif");
  }

  @Test
  void listsFilesFoldersAndVirtualRasters() throws IOException {
    Path tiff = tiff("b.tif", 3, 8, 8, PLACE);
    Files.writeString(
        folder.resolve("a.vrt"),
        String.format(
            Locale.ROOT,
            "<VRTDataset rasterXSize=\"8\" rasterYSize=\"8\">%s</VRTDataset>",
            vrtBand(1, tiff) + vrtBand(2, tiff) + vrtBand(3, tiff)));
    Files.writeString(folder.resolve("notes.txt"), "none");
    List<SceneSpec> scenes = SceneList.of(List.of(folder), OPTICAL, null, Map.of());
    assertThat(scenes).extracting(SceneSpec::id).containsExactly("a", "b");
    try (RasterScene scene = new RasterScene(scenes.get(0), OPTICAL)) {
      Image part =
          Objects.requireNonNull(
              scene
                  .read(Map.of("optical", List.of("B3")), new ImagePart(1, 1, 1, 2))
                  .get("optical"));
      assertThat(part.data()).containsExactly(1021, 1022);
    }
    assertThatThrownBy(() -> SceneList.of(List.of(tiff, tiff), OPTICAL, null, Map.of()))
        .hasMessageContaining("SameName");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> SceneList.of(List.of(empty), OPTICAL, null, Map.of()))
        .hasMessageContaining("no GeoTIFF and no VRT");
    SceneRules both = rules(ordered("optical", List.of("B2"), "sar", List.of("VV")));
    assertThatThrownBy(() -> SceneList.of(List.of(tiff), both, null, Map.of()))
        .hasMessageContaining("--input optical=FILE --input sar=FILE");
  }

  private static String vrtBand(int band, Path source) {
    return String.format(
        Locale.ROOT,
        "<VRTRasterBand dataType=\"Float32\""
            + " band=\"%1$d\"><NoDataValue>-1</NoDataValue><SimpleSource><SourceFilename"
            + " relativeToVRT=\"1\">%2$s</SourceFilename><SourceBand>%1$d</SourceBand><SrcRect"
            + " xOff=\"0\" yOff=\"0\" xSize=\"8\" ySize=\"8\"/><DstRect xOff=\"0\" yOff=\"0\""
            + " xSize=\"8\" ySize=\"8\"/></SimpleSource></VRTRasterBand>",
        band,
        source.getFileName());
  }
}
