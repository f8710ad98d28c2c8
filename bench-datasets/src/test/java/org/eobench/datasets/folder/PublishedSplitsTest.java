package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits as publishers give them: folds, numbers in a table, folders, and no validation split. */
class PublishedSplitsTest {
  private static final String KEYS =
      "images: {optical: '{part}/img/{id}.tif'}\nmask: '{part}/msk/{id}.tif'\n"
          + "bands: {optical: [red]}\nclasses: [a, b]\n";

  @TempDir Path root;
  @TempDir Path cache;

  @BeforeEach
  void images() {
    for (int i = 0; i < 10; i++) {
      String name = (i < 8 ? "training" : "validation") + "/%s/00" + i + ".tif";
      OwnFolder.tiff(root.resolve(name.formatted("img")), 1, 2, 2, 10, pixel -> pixel);
      OwnFolder.mask(root.resolve(name.formatted("msk")), 2, 2);
    }
  }

  private EoDataset open(String split) {
    return OwnFolder.open(root, cache, KEYS + "split: " + split + "\n");
  }

  private static List<String> ids(EoDataset dataset, Split split) {
    return dataset.samples(split).stream()
        .map(SampleRef::id)
        .map(id -> id.substring(id.indexOf('/') + 1))
        .toList();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(root.resolve(file), text);
  }

  @Test
  void readsFoldsFromTheFeaturesOfAGeoJsonFile() throws IOException {
    String features =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    "{\"type\": \"Feature\", \"geometry\": null, \"properties\": {\"patch\": "
                        + i
                        + ", \"Fold\": "
                        + (1 + i % 5)
                        + "}}")
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    write("m.geojson", "{\"type\": \"FeatureCollection\", \"features\": [" + features + "]}");
    String folds =
        "{by: list, lists: m.geojson, id: patch, column: Fold, values: {1: train, 2: train, 3:"
            + " none, 4: val, 5: test}}";
    EoDataset dataset = open(folds);
    assertThat(ids(dataset, Split.TRAIN)).containsExactly("000", "001", "005", "006");
    assertThat(ids(dataset, Split.VAL)).containsExactly("003", "008");
    assertThat(ids(dataset, Split.TEST)).containsExactly("004", "009");
    assertThat(dataset.remarks()).contains("split: 2 of 10 images are in no list and are not used");

    assertThatThrownBy(() -> open(folds.replace("5: test", "6: test")))
        .hasMessageContaining("[Bench/UnknownSplit] the column Fold contains '5'")
        .hasMessageContaining("m.geojson, entry 5")
        .hasMessageContaining("one of the values in dataset.split.values: 1, 2, 3, 4, 6")
        .hasMessageContaining("add `5: none` to dataset.split.values");
    assertThatThrownBy(() -> open(folds.replace("column: Fold", "column: fold")))
        .hasMessageContaining("the table has no column 'fold'")
        .hasMessageContaining("did you mean Fold?")
        .hasMessageContaining("correct dataset.split.column");
    assertThatThrownBy(() -> open(folds.replace("id: patch", "id: ID_PATCH")))
        .hasMessageContaining("correct dataset.split.id");
  }

  @Test
  void takesTheFoldersOfThePublisherAndDrawsValAsScikitLearn() {
    EoDataset dataset =
        open(
            "{by: group, group: part, values: {training: train, validation: test}, val_share: 0.2,"
                + " seed: 23}");
    // numpy.random.RandomState(23).permutation(8)[:2] is [7, 4].
    assertThat(ids(dataset, Split.VAL)).containsExactly("004", "007");
    assertThat(ids(dataset, Split.TRAIN)).containsExactly("000", "001", "002", "003", "005", "006");
    assertThat(ids(dataset, Split.TEST)).containsExactly("008", "009");
    assertThat(dataset.remarks())
        .contains("split: 2 of 8 training images are drawn for val (split.val_share=0.2)");

    assertThatThrownBy(() -> open("{by: group, group: part, values: {training: train}}"))
        .hasMessageContaining("[Bench/UnknownSplit] image validation/008 is of the group")
        .hasMessageContaining("add `validation: none` to dataset.split.values");
    assertThatThrownBy(
            () ->
                open(
                    "{by: group, group: part, values: {training: train, validation: val},"
                        + " val_share: 0.2}"))
        .hasMessageContaining("val_share draws val from train, but there are images for val")
        .hasMessageContaining("`dataset.split.val_share=0`");
  }

  @Test
  void drawsValFromTheTrainingListOfAPublisherWithoutOne() throws IOException {
    write("train.lst", "000.tif\n001.tif\n002.tif\n003.tif\n");
    write("test.lst", "/somewhere/else/img/009.tif /somewhere/else/msk/009.tif 2018-01\n");
    String lists = "{by: list, lists: {train: train.lst, val: null, test: test.lst}";
    EoDataset dataset = open(lists + ", val_share: 0.25}");
    assertThat(ids(dataset, Split.TRAIN)).hasSize(3);
    assertThat(ids(dataset, Split.VAL)).hasSize(1);
    assertThat(ids(dataset, Split.TEST)).containsExactly("009");
    assertThatThrownBy(() -> open(lists + "}"))
        .hasMessageContaining("val may be null with val_share");
    assertThatThrownBy(
            () -> open(lists.replace("val: null", "val: test.lst") + ", val_share: 0.25}"))
        .hasMessageContaining("set val: null in lists, or remove val_share");
  }

  @Test
  void refusesKeysWithoutEffect() {
    assertThatThrownBy(() -> open("{by: ratio, values: {1: train}}"))
        .hasMessageContaining("values is only for by: raster, by: group, and by: list with column");
    assertThatThrownBy(() -> open("{by: ratio, column: fold}"))
        .hasMessageContaining("column and id are of the table in lists");
    assertThatThrownBy(() -> open("{by: kfold, val_share: 0.1}"))
        .hasMessageContaining("val_share is only for by: list and by: group with values");
    assertThatThrownBy(() -> open("{by: group, group: part, val_share: 0.1}"))
        .hasMessageContaining("by: group draws val by ratio; remove val_share");
    assertThatThrownBy(() -> open("{by: group, group: part, values: {training: trian}}"))
        .hasMessageContaining("values must map to train, val, test or none, not training to trian");
  }
}
