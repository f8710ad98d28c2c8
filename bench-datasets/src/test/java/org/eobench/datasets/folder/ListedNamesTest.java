package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Placeholders with a regular expression, and lists that name samples in another way than files.
 */
class ListedNamesTest {
  private static final String CROPS =
      "images: {optical: 'S2_{scene}/S2_{scene}_{crop:\\d+}.tif'}\n"
          + "mask: 'S2_{scene}/S2_{scene}_{crop:\\d+}_cl.tif'\nbands: {optical: [red]}\n"
          + "classes: [land, water]\nimg_size: 2\n";

  @TempDir Path root;
  @TempDir Path cache;

  private void crop(String scene, int crop) {
    for (String end : List.of("", "_cl", "_conf")) {
      OwnFolder.tiff(
          root.resolve("S2_" + scene + "/S2_" + scene + "_" + crop + end + ".tif"),
          1,
          2,
          2,
          10,
          i -> end.isEmpty() ? 100 * crop : i % 2);
    }
  }

  private EoDataset open(String keys) {
    return OwnFolder.open(root, cache, keys);
  }

  @Test
  void aPlaceholderStandsForWhatItsExpressionMatches() {
    crop("1-12_48MYU", 0);
    crop("1-12_48MYU", 11);
    assertThat(OwnFolder.samples(open(CROPS)))
        .as("files that end with _conf are no images")
        .extracting(SampleRef::id)
        .containsExactly("1-12_48MYU/0", "1-12_48MYU/11");
  }

  @Test
  void listsMayNameSamplesByTheirPlaceholders() throws IOException {
    crop("1-12_48MYU", 1);
    crop("1-12_48MYU", 11);
    crop("4-9_16PCC", 1);
    Files.writeString(root.resolve("train.txt"), "1-12_48MYU_1\n");
    Files.writeString(root.resolve("val.txt"), "1-12_48MYU_11\n");
    Files.writeString(root.resolve("test.txt"), "4-9_16PCC_1\n");
    String split =
        CROPS + "split: {by: list, lists: {train: train.txt, val: val.txt, test: test.txt}}\n";
    EoDataset dataset = open(split + "listed_as: '{scene}_{crop}'\n");
    assertThat(dataset.samples(Split.TRAIN))
        .extracting(SampleRef::id)
        .containsExactly("1-12_48MYU/1");
    assertThat(dataset.samples(Split.VAL))
        .extracting(SampleRef::id)
        .containsExactly("1-12_48MYU/11");
    assertThat(dataset.samples(Split.TEST))
        .extracting(SampleRef::id)
        .containsExactly("4-9_16PCC/1");
    assertThatThrownBy(() -> open(split)).hasMessageContaining("there is no image '1-12_48MYU_1'");
    Files.writeString(root.resolve("test.txt"), "4-9_16PCC_2\n");
    assertThatThrownBy(() -> open(split + "listed_as: '{scene}_{crop}'\n"))
        .hasMessageContaining("there is no image '4-9_16PCC_2'")
        .hasMessageContaining(root.resolve("test.txt") + ":1");
  }

  @Test
  void refusesExpressionsThatItCannotUse() {
    crop("a", 1);
    assertThatThrownBy(() -> open(CROPS.replace("\\d+}.tif", "(a|b)}.tif")))
        .hasMessageContaining("what follows the colon in {crop:(a|b)} contains a group; use (?:…)");
    assertThatThrownBy(() -> open(CROPS.replace("\\d+}.tif", "[0-9}.tif")))
        .hasMessageContaining("in {crop:[0-9} is not a valid regular expression");
    assertThatThrownBy(() -> open(CROPS + "listed_as: 'a*b*'\n"))
        .hasMessageContaining("listed_as may contain * once");
  }

  @Test
  void stepsHaveTheDatesOfAList() throws IOException {
    for (String date : List.of("before", "after")) {
      OwnFolder.tiff(root.resolve("x/" + date + "/red.tif"), 1, 2, 2, 10, i -> 5);
    }
    OwnFolder.mask(root.resolve("x/mask.tif"), 2, 2);
    Files.writeString(root.resolve("x/dates.txt"), "date_1: 20161130\n\ndate_2: 20180830\n");
    String keys =
        "images: {optical: {files: '{id}/{step}/red.tif', step_names: [before, after],"
            + " timestamps: '{id}/dates.txt'}}\nmask: '{id}/mask.tif'\nbands: {optical: [red]}\n"
            + "multi_temporal: 2\nclasses: [a, b]\ndate_pattern: ':\\s*(\\d{8})'\nimg_size: 2\n";
    assertThat(OwnFolder.read(open(keys), "x").acquisition().dates())
        .hasToString("[2016-11-30T12:00, 2018-08-30T12:00]");
    Files.writeString(root.resolve("x/dates.txt"), "date_1: 20161130\n");
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining("there are 2 steps, but timestamps has 1 dates");
    Files.delete(root.resolve("x/dates.txt"));
    assertThatThrownBy(() -> open(keys))
        .hasMessageContaining(root.resolve("x/dates.txt").toString());
    assertThatThrownBy(() -> open(keys.replace(" step_names: [before, after],", "")))
        .hasMessageContaining("timestamps are for the axis T of arrays, or for step_names");
  }
}
