package org.eobench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.datasets.folder.FolderConfig;
import org.eobench.datasets.folder.FolderDataset;
import org.eobench.datasets.hlsburnscars.HlsBurnScarsDataset;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.sen1floods11.Sen1Floods11Config;
import org.eobench.datasets.sen1floods11.Sen1Floods11Dataset;
import org.eobench.testing.DatasetContexts;
import org.eobench.testing.layouts.HlsBurnScarsFixture;
import org.eobench.testing.layouts.Sen1Floods11Fixture;
import org.eobench.testing.layouts.TinyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What data sets know of when and where their images were taken. */
class AcquisitionsTest {
  @TempDir Path root;
  @TempDir Path cache;

  private static Acquisition first(EoDataset dataset, Split split) {
    Sample sample = dataset.read(dataset.samples(split).get(0), Map.of("optical", List.of()));
    return sample.acquisition();
  }

  private String here(String text) {
    return text.replace("./data/HLSBurnScars", root.toString())
        .replace("./data/sen1floods11", root.toString());
  }

  @Test
  void hlsBurnScarsKnowsTheDayFromTheNameAndThePlaceFromTheFile() {
    HlsBurnScarsFixture.write(root, 2);
    String stem = "subsetted_512x512_HLS.S30.T10TGS.2018285.v1.4";
    TinyFiles.image(root.resolve("validation/" + stem + "_merged.tif"), 6, SampleType.FLOAT32, 0);
    TinyFiles.mask(root.resolve("validation/" + stem + ".mask.tif"));
    DatasetFacts facts = ConfigFiles.bind("hlsburnscars", DatasetFacts.class, this::here);
    EoDataset dataset =
        HlsBurnScarsDataset.open(
            facts.spec("hlsburnscars", DatasetContexts.of(cache)), DataFolder.of(facts));
    Sample dated =
        dataset.read(
            dataset.samples(Split.TEST).stream()
                .filter(ref -> ref.id().contains("2018285"))
                .findFirst()
                .orElseThrow(),
            Map.of("optical", List.of("B2")));
    assertThat(dated.acquisition().dates()).containsExactly(LocalDateTime.of(2018, 10, 12, 12, 0));
    assertThat(dated.acquisition().groundResolution()).isEqualTo(30);
    assertThat(Objects.requireNonNull(dated.acquisition().place()).latitude())
        .isCloseTo(-0.0021, within(1e-4));
    Sample undated = dataset.read(dataset.samples(Split.TRAIN).get(0), Map.of());
    assertThat(undated.acquisition().dates()).as("day 0 of the year 0").isEmpty();
    assertThat(undated.acquisition().place()).isNotNull();
  }

  @Test
  void sen1Floods11KnowsTheDateOnlyWhereItsMetadataTellOne() {
    Sen1Floods11Fixture.files(root);
    assertThat(first(floods(), Split.TEST).dates()).isEmpty();
    Path file = root.resolve("v1.1/Sen1Floods11_Metadata.geojson");
    String spain = "{\"properties\": {\"location\": \"Spain\", \"s2_date\": \"%s\"}}";
    String one = String.format(Locale.ROOT, spain, "2019/09/18");
    AtomicFile.writeString(file, "{\"features\": [" + one + "]}");
    assertThat(first(floods(), Split.TEST).dates())
        .containsExactly(LocalDateTime.of(2019, 9, 18, 12, 0));
    String two = one + ", " + String.format(Locale.ROOT, spain, "2019-09-23");
    AtomicFile.writeString(file, "{\"features\": [" + two + "]}");
    assertThat(first(floods(), Split.TEST).dates()).as("which of two is not known").isEmpty();
    AtomicFile.writeString(file, "{\"features\": [");
    assertThat(first(floods(), Split.TEST).dates()).as("a broken file").isEmpty();
    assertThat(first(floods(), Split.TEST).place()).isNotNull();
  }

  /**
   * Row A9: one day for each flood, which all its chips have; chips of Cambodia are called Mekong.
   */
  @Test
  void a9ChipsHaveTheDateOfTheirFlood() {
    Sen1Floods11Fixture.files(root);
    EoDataset events = floods(text -> text.replace("dates: metadata", "dates: events"));
    assertThat(first(events, Split.TEST).dates().get(0).getDayOfYear()).isEqualTo(261);
    AtomicFile.writeString(
        root.resolve("v1.1/Sen1Floods11_Metadata.geojson"),
        "{\"features\": [{\"properties\": {\"location\": \"Cambodia\", \"s2_date\":"
            + " \"2018/08/05\"}}]}");
    Path chips = root.resolve("v1.1/data/flood_events/HandLabeled");
    TinyFiles.image(chips.resolve("S2Hand/Mekong_1_S2Hand.tif"), 13, SampleType.INT16, 0);
    TinyFiles.image(chips.resolve("S1Hand/Mekong_1_S1Hand.tif"), 2, SampleType.FLOAT32, 0);
    TinyFiles.mask(chips.resolve("LabelHand/Mekong_1_LabelHand.tif"));
    AtomicFile.writeString(
        root.resolve("v1.1/splits/flood_handlabeled/flood_test_data.csv"),
        "Mekong_1_S1Hand.tif,Mekong_1_LabelHand.tif");
    assertThat(first(floods(), Split.TEST).dates().get(0).getDayOfYear()).isEqualTo(217);
  }

  /** Row A9: bands are found by name, so that B11 is not the eleventh band, which is B10. */
  @Test
  void a9BandsAreFoundByName() {
    Sen1Floods11Fixture.files(root);
    EoDataset dataset = floods();
    Sample sample =
        dataset.read(
            dataset.samples(Split.TEST).get(0), Map.of("optical", List.of("B11", "B12", "B10")));
    float[] values = Objects.requireNonNull(sample.images().get("optical")).data();
    assertThat(values[0]).isEqualTo(2_100);
    assertThat(values[256]).isEqualTo(2_200);
    assertThat(values[512]).isEqualTo(2_000);
  }

  private EoDataset floods() {
    return floods(text -> text);
  }

  private EoDataset floods(UnaryOperator<String> edit) {
    return Sen1Floods11Dataset.open(
        ConfigFiles.bind("sen1floods11", Sen1Floods11Config.class, text -> edit.apply(here(text))),
        DatasetContexts.of(cache));
  }

  @Test
  void aFolderKnowsTheDateWhereAPatternFindsIt() {
    for (int i = 0; i < 8; i++) {
      String stem = "c" + i + "_2020060" + (i + 1);
      TinyFiles.image(root.resolve(stem + "_img.tif"), 2, SampleType.FLOAT32, i);
      TinyFiles.mask(root.resolve(stem + "_lab.tif"));
    }
    EoDataset undated = folder(text -> text);
    Acquisition chip = first(undated, Split.TRAIN);
    assertThat(chip.dates()).isEmpty();
    assertThat(chip.place()).isNotNull();
    assertThat(chip.groundResolution()).isEqualTo(30);
    EoDataset dated = folder(pattern("'_(\\d{8})_'"));
    String id = dated.samples(Split.TRAIN).get(0).id();
    int day = Integer.parseInt(id.replaceAll(".*2020060(\\d).*", "$1"));
    assertThat(first(dated, Split.TRAIN).dates())
        .containsExactly(LocalDateTime.of(2020, 6, day, 12, 0));
  }

  @Test
  void refusesAPatternThatFindsNoDate() {
    assertThatThrownBy(() -> folder(pattern("'[0-9]+'")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("date_pattern '[0-9]+' must contain a group");
    assertThatThrownBy(() -> folder(pattern("'(['")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("date_pattern '([' is not a valid regular expression");
  }

  private static UnaryOperator<String> pattern(String pattern) {
    return text -> text.replace("date_pattern: null", "date_pattern: " + pattern);
  }

  private EoDataset folder(UnaryOperator<String> change) {
    FolderConfig config =
        ConfigFiles.bind(
            "folder",
            FolderConfig.class,
            text ->
                change.apply(
                    text.replace("root_path: ???", "root_path: " + root)
                        .replace("images:\n  optical: null", "images: {optical: '*_img.tif'}")
                        .replace("mask: null", "mask: '*_lab.tif'")
                        .replace("bands:\n  optical: null", "bands: {optical: [red, nir]}")
                        .replace("classes: []", "classes: [land, water]")));
    return FolderDataset.open(config, DatasetContexts.of(cache));
  }
}
