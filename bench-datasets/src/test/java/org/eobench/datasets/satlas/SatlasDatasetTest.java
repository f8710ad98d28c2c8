package org.eobench.datasets.satlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.ConfigFiles;
import org.eobench.datasets.LayoutTruth;
import org.eobench.testing.DatasetContexts;
import org.eobench.testing.layouts.SatlasFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SatlasDatasetTest {
  @TempDir Path root;
  @TempDir Path cache;

  private SatlasDataset open(UnaryOperator<String> edit) {
    SatlasConfig config =
        ConfigFiles.bind(
            "satlas",
            SatlasConfig.class,
            text -> edit.apply(text.replace("./data/satlas", root.toString())));
    return SatlasDataset.open(config, DatasetContexts.of(cache));
  }

  private SatlasDataset written(UnaryOperator<String> edit) {
    SatlasFixture.tiles(root);
    return open(edit);
  }

  private static Sample read(SatlasDataset dataset, String id, String... bands) {
    SampleRef ref =
        Stream.of(Split.values())
            .flatMap(split -> dataset.samples(split).stream())
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow();
    return dataset.read(ref, Map.of("optical", List.of(bands)));
  }

  private static float[] optical(Sample sample) {
    return Objects.requireNonNull(sample.images().get("optical")).data();
  }

  /** Row A8: a sample of 512 x 512 pixels that was drawn with the published statistics has them. */
  @Test
  void a8SampleMatchesTheTableOfMeansAndDeviations() {
    BandStats table = written(text -> text).spec().stats("optical");
    List<String> bands = List.of("B4", "B3", "B2", "B5", "B6", "B7", "B8", "B11", "B12");
    Path scene = root.resolve("sentinel2/" + SatlasFixture.MARCH);
    for (String folder : SatlasBands.folders()) {
      List<String> own = SatlasBands.file(scene, "5_5.png", bandOf(folder)).bands();
      SatlasFixture.picture(
          scene.resolve(folder + "/5_5.png"),
          512,
          own.size(),
          (pixel, c) -> drawn(table, bands.indexOf(own.get(c)), pixel));
    }
    SatlasFixture.picture(root.resolve("static/5_5/land_cover.png"), 512, 1, (pixel, c) -> 1);
    float[] read =
        optical(
            read(open(text -> text), SatlasFixture.MARCH + "/5_5", bands.toArray(String[]::new)));
    int plane = 512 * 512;
    assertThat(read).hasSize(9 * plane);
    for (int c = 0; c < 9; c++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < plane; i++) {
        sum += read[c * plane + i];
        squares += (double) read[c * plane + i] * read[c * plane + i];
      }
      double mean = sum / plane;
      assertThat(mean).as(bands.get(c)).isCloseTo(table.mean().get(c), within(0.1));
      assertThat(Math.sqrt(squares / plane - mean * mean))
          .as(bands.get(c))
          .isCloseTo(table.std().get(c), within(0.1));
    }
  }

  private static String bandOf(String folder) {
    return folder.equals("tci") ? "B4" : "B" + Integer.parseInt(folder.substring(1));
  }

  /** A whole number that is drawn so that mean and deviation are those of a band. */
  private static int drawn(BandStats table, int band, int pixel) {
    // Two values at equal distance of the mean, rounded up or down with the matching frequency.
    double value = table.mean().get(band) + (pixel % 2 == 0 ? 1 : -1) * spread(table, band);
    double fraction = ((pixel / 2) * 0.6180339887) % 1;
    return (int) Math.floor(value + fraction);
  }

  /** The deviation without that of rounding, which is about 1/6 of a unit squared. */
  private static double spread(BandStats table, int band) {
    double std = table.std().get(band);
    return Math.sqrt(std * std - 1.0 / 6);
  }

  @Test
  void readsColoursByNameAndResamplesCoarserBands() {
    SatlasDataset dataset = written(text -> text);
    Sample sample = read(dataset, SatlasFixture.MARCH + "/5_5", "B2", "B4", "B5", "B8");
    float[] values = optical(sample);
    // Tile 5: red 5 + pixel % 40, blue 100 more; b08 is the fifth folder, b05 the second.
    assertThat(values[3]).isEqualTo(105 + 3);
    assertThat(values[256 + 3]).isEqualTo(5 + 3);
    assertThat(values[2 * 256]).as("the corner of a coarser band").isEqualTo(15);
    assertThat(values[2 * 256 + 1]).as("a quarter of the way").isEqualTo(15.25f);
    assertThat(values[3 * 256 + 3]).isEqualTo(45 + 3);
  }

  @Test
  void readsClassesFromOneAndIgnoresInvalidPixels() {
    SatlasDataset dataset = written(text -> text);
    int[] labels = LabelMap.of(read(dataset, SatlasFixture.MARCH + "/5_5", "B4")).labels();
    assertThat(labels).startsWith(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1);
    assertThat(dataset.spec().classes().get(10)).isEqualTo("moss");
  }

  @Test
  void b6LeavesOutTilesWithoutLabelsUnlessTheyArePretrainedOn() {
    SatlasDataset labelled = written(text -> text);
    assertThat(labelled.remarks())
        .containsExactly("1 of 5 tiles of the train list have no land_cover.png and are left out");
    assertThat(labelled.samples(Split.TRAIN)).hasSize(3 * 2);
    assertThat(labelled.samples(Split.VAL)).hasSize(2);
    assertThat(labelled.samples(Split.TEST)).hasSize(2 * 2);
    SatlasDataset all =
        open(
            text ->
                text.replace("task: segmentation", "task: unlabelled")
                    .replaceFirst("(?m)^classes: .*", "classes: []")
                    .replace("num_classes: 11", "num_classes: null"));
    assertThat(all.samples(Split.TRAIN)).hasSize(4 * 2);
    assertThat(read(all, SatlasFixture.MARCH + "/5_5", "B4").target()).isEqualTo(NoTarget.NONE);
    assertThat(all.remarks()).isEmpty();
  }

  @Test
  void putsAllScenesOfATileIntoOneSplit() {
    SatlasDataset dataset = written(text -> text);
    Set<String> seen = new HashSet<>();
    for (Split split : Split.values()) {
      Set<String> tiles = new HashSet<>();
      dataset
          .samples(split)
          .forEach(ref -> tiles.add(ref.id().substring(ref.id().indexOf('/') + 1)));
      tiles.forEach(tile -> assertThat(seen.add(tile)).as(tile).isTrue());
    }
  }

  @Test
  void knowsDateAndPlaceFromTheNames() {
    Acquisition taken = read(written(text -> text), SatlasFixture.MARCH + "/5_5").acquisition();
    assertThat(taken.dates()).containsExactly(LocalDateTime.of(2022, 3, 9, 3, 26, 1));
    Acquisition.Place place = Objects.requireNonNull(taken.place());
    // Column 5.5 of 8192 is 180 degrees * (2 * 5.5 / 8192 - 1).
    assertThat(place.longitude()).isCloseTo(-179.75830, within(1e-4));
    assertThat(place.latitude()).isCloseTo(85.03021, within(1e-4));
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    assertThatThrownBy(() -> written(text -> text.replace("[B4, B3, B2, B5", "[B4, B3, B2, B8A")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("satlas has no band B8A")
        .hasMessageContaining("B8");
    SatlasFixture.labels(root, "5_5", (pixel, c) -> pixel == 20 ? 12 : 0);
    SatlasDataset dataset = open(text -> text);
    assertThatThrownBy(() -> read(dataset, SatlasFixture.MARCH + "/5_5", "B4"))
        .hasMessageContaining("the label 12 is no class of land cover")
        .hasMessageContaining("5_5")
        .hasMessageContaining("row 1, col 4")
        .hasMessageContaining("1 to 11 (water, developed");
    Path gone = root.resolve("sentinel2/" + SatlasFixture.DECEMBER + "/b11/6_6.png");
    Files.delete(gone);
    assertThatThrownBy(() -> open(text -> text)).hasMessageContaining(gone.toString());
  }

  @Test
  void namesTheEntryOfAListThatIsWrong() {
    SatlasFixture.tiles(root);
    SatlasFixture.list(root, "test_lowres.json", "[5, 5], [6]");
    assertThatThrownBy(() -> open(text -> text))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("test_lowres.json, entry 2: [6]")
        .hasMessageContaining("[column, row] of a tile");
    SatlasFixture.list(root, "test_lowres.json", "[5, 5");
    assertThatThrownBy(() -> open(text -> text)).hasMessageContaining("no valid JSON");
    SatlasFixture.tiles(root);
    SatlasFixture.list(root, "good_images_lowres_all.json", "[5, 5, \"../x\"]");
    assertThatThrownBy(() -> open(text -> text)).hasMessageContaining("names no scene");
  }

  /** Another library's values of the same files. */
  @Test
  void readsTheRecordedLayout() {
    LayoutTruth truth = LayoutTruth.of("satlas_landcover");
    Path data = truth.folder().resolve("satlas");
    SatlasDataset dataset =
        open(text -> text.replace(root.toString(), data.toString()).replace("0.1 #", "0.5 #"));
    assertThat(dataset.remarks().get(0)).startsWith("1 of 2 tiles of the train list");
    SampleRef ref = dataset.samples(Split.TEST).get(0);
    Sample sample = dataset.read(ref, Map.of("optical", List.of("B8")));
    String tile = ref.id().substring(ref.id().indexOf('/') + 1);
    String scene = ref.id().substring(0, ref.id().indexOf('/'));
    assertThat(
            truth.equal(
                data.resolve("sentinel2/" + scene + "/b08/" + tile + ".png"), optical(sample)))
        .isTrue();
    int[] labels = LabelMap.of(sample).labels();
    float[] stored = new float[labels.length];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = labels[i] + 1f;
    }
    assertThat(truth.equal(data.resolve("static/" + tile + "/land_cover.png"), stored)).isTrue();
  }
}
