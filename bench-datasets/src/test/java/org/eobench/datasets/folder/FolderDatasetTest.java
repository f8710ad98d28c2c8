package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.MissingPixels;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.folder.files.FolderFiles;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FolderDatasetTest extends FolderOfImages {
  @Test
  void readsTheRightPixelsOfTheWantedBands() {
    image("a", 1000);
    EoDataset dataset =
        open(
            "by: ratio",
            "by: blocks",
            "chip_size: 0",
            "chip_size: 16",
            "margin: 16",
            "margin: 0",
            "ratio: [0.7, 0.15, 0.15]",
            "ratio: [0.4, 0.3, 0.3]");
    SampleRef ref = dataset.samples(Split.VAL).get(1);
    assertThat(ref.id()).isEqualTo("a@r24c20h18w20");
    Sample sample = dataset.read(ref, Map.of("optical", List.of("nir")));
    float[] values = Objects.requireNonNull(sample.images().get("optical")).data();
    assertThat(values).hasSize(18 * 20);
    assertThat(values[0]).isEqualTo(1000 + HEIGHT * WIDTH + 24 * WIDTH + 20);
    assertThat(values[20]).isEqualTo(values[0] + WIDTH);
    assertThat(dataset.spec().imgSize()).isEqualTo(16);
  }

  @Test
  void takesExtensionsInCapitalsForTheSame() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      image(name, 1);
    }
    Files.move(root.resolve("b_image.tif"), root.resolve("b_image.TIF"));
    Files.move(root.resolve("c_mask.tif"), root.resolve("c_mask.Tif"));

    EoDataset dataset = open();

    List<SampleRef> all = new ArrayList<>();
    for (Split split : Split.values()) {
      all.addAll(dataset.samples(split));
    }
    assertThat(all).extracting(SampleRef::id).containsExactlyInAnyOrder("a", "b", "c");
    for (SampleRef ref : all) {
      assertThat(ref.files()).allMatch(Files::isRegularFile);
    }
  }

  @Test
  void countsImagesWithoutAMaskInOneProblemAndNamesTheNearestMask() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      image(name, 1);
    }
    Files.move(root.resolve("b_mask.tif"), root.resolve("B_mask.tif"));
    Files.delete(root.resolve("c_mask.tif"));

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(BenchException.class, e -> assertThat(e.problems()).hasSize(1))
        .hasMessageContaining("2 of 3 images have no mask: b, c")
        .hasMessageContaining("did you mean " + root.resolve("B_mask.tif"));
  }

  @Test
  void saysWhichMasksHaveNoImage() {
    image("a", 1);
    image("b", 1);
    image("c", 1);
    mask("d", HEIGHT, 1);
    mask("e", HEIGHT, 1);
    Logger log = (Logger) LoggerFactory.getLogger(FolderFiles.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      open();
    } finally {
      log.detachAppender(lines);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("2 of 5 files *_mask.tif") && line.contains("d, e"));
  }

  @Test
  void computesStatisticsOfTheTrainingPartOnceAndKeepsThem() throws IOException {
    image("a", 1000);
    String[] blocks = {
      "by: ratio",
      "by: blocks",
      "chip_size: 0",
      "chip_size: 16",
      "margin: 16",
      "margin: 0",
      "ratio: [0.7, 0.15, 0.15]",
      "ratio: [0.4, 0.3, 0.3]"
    };
    EoDataset dataset = open(blocks);
    double sum = 0;
    int count = 24 * WIDTH - 1;
    for (int i = 1; i <= count; i++) {
      sum += 1000 + i; // Pixel 0 is nodata.
    }
    assertThat(dataset.spec().stats("optical").mean().get(0))
        .isCloseTo(sum / count, Offset.offset(1e-6));
    assertThat(dataset.spec().stats("optical").min().get(0)).isEqualTo(1001);
    assertThat(cache).isDirectoryContaining("glob:**folder-statistics-*.json");
    Path kept;
    try (var files = Files.list(cache)) {
      kept = files.findFirst().orElseThrow();
    }
    Files.writeString(kept, Files.readString(kept).replaceFirst("\\d+\\.\\d+", "7.5"));
    assertThat(open(blocks).spec().stats("optical").mean().get(0)).isEqualTo(7.5);
    String whole = Files.readString(kept);
    for (String damaged :
        List.of(
            "{", "{}", "null", "[]", whole.replace("7.5", "\"much\""), whole.replace("7.5", ""))) {
      Files.writeString(kept, damaged);
      assertThat(open(blocks).spec().stats("optical").mean().get(0))
          .as(damaged)
          .isCloseTo(sum / count, Offset.offset(1e-6));
    }
  }

  @Test
  void scalesWhatHasData() {
    image("a", 1000);
    EoDataset dataset =
        open(
            "scale: {}",
            "scale: {optical: 0.5}",
            "offset: {}",
            "offset: {optical: 3}",
            "by: ratio",
            "by: blocks",
            "ratio: [0.7, 0.15, 0.15]",
            "ratio: [0.4, 0.3, 0.3]");
    float[] values =
        Objects.requireNonNull(
                dataset.read(dataset.samples(Split.TRAIN).get(0), ALL).images().get("optical"))
            .data();
    assertThat(values[0]).isNaN();
    assertThat(values[1]).isEqualTo(1001 * 0.5f + 3);
  }

  @Test
  void takesAFillValueForEachModalityOrForAll() {
    image("a", 1000);
    assertThat(filling("-9").fill("optical", "green")).isEqualTo(-9);
    assertThat(filling("{optical: 2.5}").fill("optical", "green")).isEqualTo(2.5);
    assertThat(open().spec().missingPixels().fill("optical", "green")).isNull();
    assertThatThrownBy(() -> open("fill_value: null", "fill_value: {sar: 1}"))
        .hasMessageContaining("fill_value lists the modality sar, but bands has [optical]");
    assertThatThrownBy(() -> open("fill_value: null", "fill_value: none"))
        .hasMessageContaining("fill_value must be null, a number, or a map by modality");
  }

  private MissingPixels filling(String value) {
    return open("fill_value: null", "fill_value: " + value).spec().missingPixels();
  }

  @Test
  void takesAFillValueForEachBand() {
    image("a", 1000);
    assertThat(filling("{optical: {red: 7}}").fill("optical", "red")).isEqualTo(7);
    assertThat(filling("{optical: {red: 7}}").fill("optical", "nir")).isNull();
    assertThat(filling("{optical: [3, null]}").fill("optical", "red")).isEqualTo(3);
    assertThat(filling("{optical: [3, null]}").fill("optical", "nir")).isNull();
    assertThatThrownBy(() -> filling("{optical: {blue: 1}}"))
        .hasMessageContaining(
            "fill_value.optical lists the band blue, but bands.optical has [red, nir]");
    assertThatThrownBy(() -> filling("{optical: [1]}"))
        .hasMessageContaining("fill_value.optical has 1 values for the bands [red, nir]");
  }

  @Test
  void readsTheMasksOwnNodataAsIgnored() {
    image("a", 1);
    mask("a", HEIGHT, 255);
    EoDataset dataset = open("ratio: [0.7, 0.15, 0.15]", "ratio: [1, 0, 0]");
    Sample sample = dataset.read(dataset.samples(Split.TRAIN).get(0), ALL);
    assertThat(LabelMap.of(sample).labels()[WIDTH + 2]).isEqualTo(-1);
  }

  @Test
  void namesFileRowAndColumnOfAnUnknownLabel() {
    image("a", 1);
    mask("a", HEIGHT, 9);
    EoDataset dataset = open("ratio: [0.7, 0.15, 0.15]", "ratio: [1, 0, 0]");
    assertThatThrownBy(() -> dataset.read(dataset.samples(Split.TRAIN).get(0), ALL))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("a_mask.tif, row 1, col 2")
        .hasMessageContaining("label 9")
        .hasMessageContaining("land, water");
  }

  @Test
  void refusesAMaskOfAnotherSize() {
    image("a", 1);
    mask("a", HEIGHT - 1, 1);
    EoDataset dataset = open("ratio: [0.7, 0.15, 0.15]", "ratio: [1, 0, 0]");
    assertThatThrownBy(() -> dataset.read(dataset.samples(Split.TRAIN).get(0), ALL))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("59 rows x 40 columns")
        .hasMessageContaining("60 rows x 40 columns");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThatThrownBy(this::open)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("no file matches the pattern *_image.tif")
        .hasMessageContaining(root.toString());
    image("a", 1);
    Files.delete(root.resolve("a_mask.tif"));
    assertThatThrownBy(this::open)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("a_mask.tif");
    image("a", 1);
    EoDataset dataset = open("ratio: [0.7, 0.15, 0.15]", "ratio: [1, 0, 0]");
    assertThatThrownBy(() -> dataset.samples(Split.TEST))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the test split has no samples");
    assertThatThrownBy(() -> open("optical: [red, nir]", "optical: [red]"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the file has 2 bands");
    assertThatThrownBy(() -> open("by: ratio", "by: blocks", "chip_size: 0", "chip_size: 50"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("dataset.chip_size");
    assertThatThrownBy(() -> open("root_path: " + root, "root_path: " + root + "/nowhere"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void passesOverALinkThatLeadsBackToTheFolder() throws IOException {
    for (String name : List.of("in/a", "in/b", "in/c", "in/d")) {
      image(name, 1000);
    }
    Files.createSymbolicLink(root.resolve("back"), root);
    EoDataset dataset = open("'{id}_image.tif'", "'in/{id}_image.tif'", "'*_mask", "'in/*_mask");
    assertThat(dataset.samples(Split.TRAIN))
        .extracting(SampleRef::id)
        .isSubsetOf("a", "b", "c", "d");
  }

  @Test
  void refusesAMaskWithPixelsOfAnotherSize() {
    image("a", 1000);
    mask("a", HEIGHT, 1);
    georeference("a_image.tif", 2, 10);
    georeference("a_mask.tif", 1, 20);
    EoDataset dataset = open("by: ratio", "by: blocks");
    SampleRef ref = dataset.samples(Split.TRAIN).get(0);
    assertThatThrownBy(() -> dataset.read(ref, ALL))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("geotransform (0, 20, 0, 0, 0, -20)")
        .hasMessageContaining("a_mask.tif");
  }

  private void georeference(String file, int bands, double pixel) {
    GeoTiffWriter.write(
        root.resolve(file),
        GeoTiffSpec.plain(WIDTH, HEIGHT, bands, SampleType.UINT8)
            .withGeoreference(Crs.projected(32610), GeoTransform.northUp(0, 0, pixel, pixel)),
        new float[bands * HEIGHT * WIDTH]);
  }
}
