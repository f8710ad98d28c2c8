package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two images of a place in folders or files whose names say which is the earlier one. */
class ChangeFilesTest {
  private static final String FOLDERS =
      "images: {optical: {files: '{step}/{id}.tif', step_names: [B, A]}}\n"
          + "mask: 'label/{id}.tif'\nbands: {optical: [red]}\ntask: change_detection\n"
          + "labels: {0: same, 255: changed}\nmulti_temporal: 2\nimg_size: 2\n";

  @TempDir Path root;
  @TempDir Path cache;

  private void image(String file, int value) {
    OwnFolder.tiff(root.resolve(file), 1, 2, 2, 10, i -> value);
  }

  private EoDataset open(String keys) {
    return OwnFolder.open(root, cache, keys);
  }

  @Test
  void takesTheOrderOfTheNamesForThatOfTime() {
    image("A/x.tif", 1);
    image("B/x.tif", 2);
    OwnFolder.tiff(root.resolve("label/x.tif"), 1, 2, 2, 10, i -> i == 3 ? 255 : 0);

    EoDataset dataset = open(FOLDERS);

    assertThat(OwnFolder.image(dataset, "x", "optical").data())
        .as("B, then A, in the order of step_names")
        .containsExactly(2, 2, 2, 2, 1, 1, 1, 1);
    assertThat(LabelMap.of(OwnFolder.read(dataset, "x")).labels()).containsExactly(0, 0, 0, 1);
    assertThat(OwnFolder.image(open(FOLDERS.replace("[B, A]", "[A, B]")), "x", "optical").data())
        .startsWith(1, 1, 1, 1);
  }

  @Test
  void saysHowTwoModalitiesBecomeTwoDates() {
    image("A/x.tif", 1);
    image("B/x.tif", 2);
    OwnFolder.mask(root.resolve("label/x.tif"), 2, 2);
    String keys =
        "images: {before: 'A/{id}.tif', after: 'B/{id}.tif'}\nmask: 'label/{id}.tif'\n"
            + "bands: {before: [red], after: [red]}\nclasses: [same, changed]\n";
    assertThat(open(keys + "task: change_detection\n").remarks())
        .anyMatch(line -> line.contains("lists the modalities [before, after]; if these are two"));
    assertThat(open(keys).remarks()).noneMatch(line -> line.contains("change detection"));
  }

  @Test
  void findsTheStepsOfFilesWithDates() {
    image("A_2020/x.tif", 1);
    image("B_2019/x.tif", 2);
    OwnFolder.mask(root.resolve("label/x.tif"), 2, 2);
    EoDataset dataset = open(FOLDERS.replace("{step}/", "{step}_{date}/"));
    assertThat(OwnFolder.image(dataset, "x", "optical").data())
        .containsExactly(2, 2, 2, 2, 1, 1, 1, 1);
  }

  @Test
  void neverTakesOneImageForTheOther() throws IOException {
    image("A/x.tif", 1);
    image("B/x.tif", 2);
    image("A/y.tif", 1);
    image("B/y.tif", 1);
    OwnFolder.mask(root.resolve("label/x.tif"), 2, 2);
    OwnFolder.mask(root.resolve("label/y.tif"), 2, 2);
    Files.delete(root.resolve("B/y.tif"));
    assertThatThrownBy(() -> open(FOLDERS))
        .hasMessageContaining("sample y has no file of step B")
        .hasMessageContaining(root.resolve("B/y.tif").toString());
  }

  @Test
  void namesFilesOfOtherStepsAndTextsThatAreNoNumbers() {
    for (String step : new String[] {"pre", "post", "preview"}) {
      image("img/x_" + step + ".tif", 1);
    }
    OwnFolder.mask(root.resolve("label/x.tif"), 2, 2);
    String keys = FOLDERS.replace("{step}/{id}.tif", "img/{id}_{step}.tif");
    assertThat(open(keys.replace("[B, A]", "[pre, post]")).remarks())
        .anyMatch(
            line ->
                line.startsWith("1 files match img/*_{step}.tif with other steps than [pre, post]")
                    && line.endsWith("such as x_preview.tif"));
    assertThatThrownBy(() -> open(keys.replace(", step_names: [B, A]", "")))
        .hasMessageContaining("in the file name is not a number")
        .hasMessageContaining("step_names for texts such as pre and post");
    for (String wrong : new String[] {"[pre, pre]", "[pre, '']"}) {
      assertThatThrownBy(() -> open(keys.replace("[B, A]", wrong)))
          .hasMessageContaining("step_names must be different texts in order of time");
    }
    assertThatThrownBy(() -> open(keys.replace("{step}", "pre")))
        .hasMessageContaining("step_names=[B, A] are texts of the placeholder {step}");
  }
}
