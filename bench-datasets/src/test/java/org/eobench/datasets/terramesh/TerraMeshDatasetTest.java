package org.eobench.datasets.terramesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.ComposedDataset;
import org.eobench.testing.layouts.mesh.TerraMeshFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerraMeshDatasetTest {
  private static final int SIDE = TerraMeshFixture.SIDE;

  @TempDir Path root;
  @TempDir Path cache;

  private EoDataset open(TerraMeshFixture fixture, String... words) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = "dataset.img_size=" + SIDE;
    return ComposedDataset.open(cache, fixture.dataset(), root, all);
  }

  private void write() throws IOException {
    TerraMeshFixture.IMAGES.write(root);
  }

  @Test
  void listsTheSamplesOfShardsInTheirOrderAndDividesVal() throws IOException {
    write();
    EoDataset dataset = open(TerraMeshFixture.IMAGES);
    assertThat(ComposedDataset.ids(dataset, Split.TRAIN))
        .hasSize(8)
        .startsWith("majortom_train_0000000", "majortom_train_0000001")
        .endsWith("majortom_train_0000007");
    List<String> val = ComposedDataset.ids(dataset, Split.VAL);
    List<String> test = ComposedDataset.ids(dataset, Split.TEST);
    assertThat(val).hasSize(4).doesNotContainAnyElementsOf(test);
    Set<String> both = new TreeSet<>(val);
    both.addAll(test);
    assertThat(both).hasSize(8).allMatch(name -> name.startsWith("majortom_val_"));
    assertThat(dataset.remarks())
        .containsExactly(
            "4 of the 8 samples of val are the test split, because none is published"
                + " (dataset.test_share=0.5)");
  }

  @Test
  void readsBandsByNameWithTimeAndPlace() throws IOException {
    write();
    EoDataset dataset = open(TerraMeshFixture.IMAGES);
    Sample sample =
        dataset.read(
            ComposedDataset.ref(dataset, "majortom_train_0000005"),
            Map.of(
                "optical",
                List.of("B12", "B2"),
                "sar",
                List.of("VH"),
                "dem",
                List.of("elevation")));
    float[] optical = ComposedDataset.image(sample, "optical").data();
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      assertThat((double) optical[pixel])
          .isEqualTo(TerraMeshFixture.value("S2L2A", "train", 5, 11, pixel));
      assertThat((double) optical[SIDE * SIDE + pixel])
          .isEqualTo(TerraMeshFixture.value("S2L2A", "train", 5, 1, pixel));
    }
    float[] radar = ComposedDataset.image(sample, "sar").data();
    assertThat(radar[0]).isNaN();
    assertThat((double) radar[9]).isEqualTo(TerraMeshFixture.value("S1RTC", "train", 5, 1, 9));
    assertThat((double) ComposedDataset.image(sample, "dem").data()[20])
        .isEqualTo(TerraMeshFixture.value("DEM", "train", 5, 0, 20));
    assertThat(sample.acquisition().dates()).containsExactly(TerraMeshFixture.time("train", 5));
    assertThat(sample.acquisition().place()).isEqualTo(new Place(45, -8.5));
    assertThat(sample.acquisition().groundResolution()).isEqualTo(10);
    assertThat(sample.target()).isEqualTo(NoTarget.NONE);
  }

  @Test
  void readsAPart() throws IOException {
    write();
    EoDataset dataset = open(TerraMeshFixture.LAND_COVER);
    Sample sample =
        Objects.requireNonNull(
            dataset.read(
                ComposedDataset.ref(dataset, "majortom_train_0000002"),
                Map.of("optical", List.of("B8")),
                (height, width) -> new ImagePart(3, 5, 2, 4)));
    int pixel = 4 * SIDE + 6;
    assertThat((double) ComposedDataset.image(sample, "optical").data()[5])
        .isEqualTo(TerraMeshFixture.value("S2L2A", "train", 2, 7, pixel));
    assertThat((double) LabelMap.of(sample).labels()[5])
        .isEqualTo(TerraMeshFixture.value("LULC", "train", 2, 0, pixel));
  }

  @Test
  void readsTheVegetationIndexAsValues() throws IOException {
    write();
    EoDataset dataset =
        open(
            TerraMeshFixture.IMAGES,
            "dataset.label=NDVI",
            "dataset.task=regression",
            "dataset.classes=[NDVI]");
    Sample sample = dataset.read(ComposedDataset.ref(dataset, "majortom_val_0000003"), Map.of());
    assertThat((double) ((ValueMap) sample.target()).values()[40])
        .isEqualTo(TerraMeshFixture.value("NDVI", "val", 3, 0, 40));
  }

  @Test
  void takesOnlyTheChosenShards() throws IOException {
    write();
    EoDataset dataset = open(TerraMeshFixture.IMAGES, "dataset.shards='*_000001.tar'");
    assertThat(dataset.samples(Split.TRAIN)).hasSize(4);
    assertThatThrownBy(() -> open(TerraMeshFixture.IMAGES, "dataset.shards='ssl4eos12_*.tar'"))
        .hasMessageContaining("no shard is named ssl4eos12_*.tar")
        .hasMessageContaining("majortom_shard_000001.tar")
        .hasMessageContaining("dataset.shards");
  }

  @Test
  void refusesATaskWithoutLabels() throws IOException {
    write();
    assertThatThrownBy(
            () ->
                open(TerraMeshFixture.IMAGES, "dataset.task=segmentation", "dataset.classes=[a,b]"))
        .hasMessageContaining("[Bench/NoLabels]")
        .hasMessageContaining("dataset=terramesh_lulc");
    assertThat(
            open(TerraMeshFixture.LAND_COVER, "dataset.task=unlabelled")
                .read(open(TerraMeshFixture.LAND_COVER).samples(Split.TRAIN).get(0), Map.of())
                .target())
        .isEqualTo(NoTarget.NONE);
  }

  @Test
  void namesAnArchiveThatIsMissing() throws IOException {
    write();
    Path gone = TerraMeshFixture.file(root, "train", "S1RTC", 2);
    Files.delete(gone);
    refused("MissingData", gone.toString());
  }

  @Test
  void namesATruncatedArchive() throws IOException {
    write();
    Path file = TerraMeshFixture.file(root, "val", "DEM", 1);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    refused("UnreadableTar", file.toString());
  }

  @Test
  void namesAFileThatIsNoArchive() throws IOException {
    write();
    Path file = TerraMeshFixture.file(root, "val", "S2L2A", 1);
    Files.writeString(file, "<!DOCTYPE html><html></html>".repeat(100));
    refused("UnreadableTar", file.toString(), "a web page", "a tar archive");
  }

  @Test
  void namesASampleThatOneKindLacks() throws IOException {
    write();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 4; i < 7; i++) {
      files.put(
          TerraMeshFixture.name("train", i) + ".zarr.zip",
          TerraMeshFixture.image("DEM", "train", i));
    }
    Path file = TerraMeshFixture.file(root, "train", "DEM", 2);
    TerraMeshFixture.tar(file, files);
    refused(
        "MissingModality",
        "majortom_train_0000007 is in the shard of S2L2A alone",
        file.toString());
  }

  @Test
  void namesAnImageOfOtherBands() throws IOException {
    write();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 4; i < 8; i++) {
      files.put(
          TerraMeshFixture.name("train", i) + ".zarr.zip",
          TerraMeshFixture.image("S1RTC", "train", i));
    }
    Path file = TerraMeshFixture.file(root, "train", "S2L2A", 2);
    TerraMeshFixture.tar(file, files);
    EoDataset dataset = open(TerraMeshFixture.IMAGES);
    assertThatThrownBy(
            () ->
                dataset.read(
                    ComposedDataset.ref(dataset, "majortom_train_0000004"),
                    Map.of("optical", List.of("B2"))))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/BandCount]")
        .hasMessageContaining("the array has 2 bands")
        .hasMessageContaining(file + ", majortom_train_0000004, array bands");
  }

  @Test
  void namesALabelThatIsNoClass() throws IOException {
    write();
    EoDataset dataset =
        open(
            TerraMeshFixture.LAND_COVER,
            "dataset.num_classes=9",
            "dataset.classes=[a,b,c,d,e,f,g,h,i]");
    assertThatThrownBy(
            () -> dataset.read(ComposedDataset.ref(dataset, "majortom_val_0000000"), Map.of()))
        .hasMessageContaining("[Bench/UnknownLabel]")
        .hasMessageContaining("the label 9 is not a class")
        .hasMessageContaining("majortom_val_0000000, array bands");
  }

  private void refused(String... messages) {
    for (String message : messages) {
      assertThatThrownBy(() -> open(TerraMeshFixture.IMAGES))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining(message);
    }
  }
}
