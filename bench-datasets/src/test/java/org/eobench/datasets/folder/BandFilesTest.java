package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.testing.NumpyFixture;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file per band, where sensors give a band different names, in folders by resolution. */
class BandFilesTest {
  private static final String KEYS =
      "images: {optical: {files: '{scene}/{any}/{scene}_rho_{band}_{id}.tif', band_names: {B3:"
          + " 559|560, B5: '704'}}}\n"
          + "mask: '{scene}/{any}/{scene}_cl_{id}.tif'\nbands: {optical: [B3, B5]}\n"
          + "classes: [x]\nnum_classes: 1\nimg_size: 4\n";

  @TempDir Path root;
  @TempDir Path cache;

  private EoDataset open(String keys) {
    return OwnFolder.open(root, cache, keys);
  }

  private void scene(String scene, String green, int value) {
    OwnFolder.tiff(
        root.resolve(scene + "/10/" + scene + "_rho_" + green + "_1.tif"), 1, 4, 4, 10, i -> value);
    OwnFolder.tiff(root.resolve(scene + "/20/" + scene + "_rho_704_1.tif"), 1, 2, 2, 20, i -> 7);
    OwnFolder.mask(root.resolve(scene + "/10/" + scene + "_cl_1.tif"), 4, 4);
  }

  @Test
  void takesTheNameThatASampleHas() {
    scene("S1", "560", 1);
    scene("S2", "559", 2);

    EoDataset dataset = open(KEYS);

    assertThat(OwnFolder.samples(dataset))
        .extracting(SampleRef::id)
        .containsExactly("S1/1", "S2/1");
    assertThat(OwnFolder.image(dataset, "S1/1", "optical").data()).contains(1, 7);
    assertThat(OwnFolder.image(dataset, "S2/1", "optical").data()).contains(2, 7);
  }

  @Test
  void namesAllNamesOfAMissingBandAndFilesOfTwoNames() {
    scene("S1", "561", 1);
    assertThatThrownBy(() -> open(KEYS))
        .hasMessageContaining("sample S1/1 has no file of band B3")
        .hasMessageContaining("S1_rho_(559|560)_1.tif");
    scene("S1", "559", 1);
    scene("S1", "560", 1);
    assertThatThrownBy(() -> open(KEYS))
        .hasMessageContaining("sample S1/1 has 2 files of band B3")
        .hasMessageContaining("S1_rho_559_1.tif")
        .hasMessageContaining("S1_rho_560_1.tif")
        .hasMessageContaining("remove one of the files, or one of the names");
    assertThatThrownBy(() -> open(KEYS.replace("559|560", "'559|'")))
        .hasMessageContaining("band_names.B3 must be a text, or several with | between them");
    assertThatThrownBy(() -> open(KEYS.replace("559|560", "'704|559'")))
        .hasMessageContaining("calls both B3 and B5 '704', so that both would be the same file");
  }

  /** The published layout of MADOS: Sentinel-2A calls its green band 560 and 2B 559. */
  @Test
  void readsMados() {
    Path data = SharedFiles.require("layouts/mados/MADOS");
    EoDataset dataset =
        OwnFolder.open(
            data,
            cache,
            "images: {optical: {files: '{scene}/{any}/{scene}_L2R_rhorc_{band}_{id}.tif',"
                + " band_names: {B1: 442|443, B2: '492', B3: 559|560, B4: '665', B5: '704', B6:"
                + " 739|740, B7: 780|783, B8: '833', B8A: 864|865, B11: 1610|1614, B12:"
                + " 2186|2202}}}\n"
                + "mask: '{scene}/{any}/{scene}_L2R_cl_{id}.tif'\n"
                + "bands: {optical: [B1, B2, B3, B4, B5, B6, B7, B8, B8A, B11, B12]}\n"
                + "labels: {1: debris, '2-15': other, 0: ignore}\n"
                + "img_size: 48\n");
    assertThat(OwnFolder.samples(dataset))
        .extracting(SampleRef::id)
        .containsExactly("Scene_0/1", "Scene_0/2", "Scene_17/1", "Scene_173/12");
    Image image = OwnFolder.image(dataset, "Scene_17/1", "optical");
    assertThat(image.channels()).isEqualTo(11);
    assertThat(image.height()).isEqualTo(48);
    assertThat(LabelMap.of(OwnFolder.read(dataset, "Scene_17/1")).labels()).contains(-1);
  }

  @Test
  void saysThatTheFilesHaveOtherTexts() {
    OwnFolder.tiff(root.resolve("a/B3.tif"), 1, 4, 4, 10, i -> i);
    assertThatThrownBy(
            () ->
                open(
                    "images: {optical: {files: '{id}/{band}.tif', band_names: {B3: B03}}}\n"
                        + "mask: '{id}/m.tif'\nbands: {optical: [B3]}\nclasses: [x]\n"))
        .hasMessageContaining("no file has the texts that the pattern needs")
        .hasMessageContaining("1 files match */{band}.tif with other bands than [B03]")
        .hasMessageContaining("set band_names or step_names to the texts in the file names");
  }

  @Test
  void saysThatFilesThatDifferInAnyAreOfOneSample() {
    for (String region : List.of("x", "y")) {
      OwnFolder.tiff(root.resolve(region + "/1_i.tif"), 1, 4, 4, 10, i -> i);
      OwnFolder.mask(root.resolve(region + "/1_m.tif"), 4, 4);
    }
    assertThatThrownBy(
            () ->
                open(
                    "images: {optical: '{any}/{id}_i.tif'}\nmask: '{any}/{id}_m.tif'\n"
                        + "bands: {optical: [B3]}\nclasses: [x]\n"))
        .hasMessageContaining("sample 1 has 2 files for mask")
        .hasMessageContaining("files that differ only in {any} are of one sample");
  }

  /** As xarray writes a data set, and as the benchmarks of GEO-Bench are published. */
  @Test
  void takesEachBandFromAnArrayOfItsOwn() {
    try (WritableHdfFile out = HdfFile.write(root.resolve("a.h5"))) {
      out.putDataset("03 - Green", new int[][] {{1, 2}, {3, 4}});
      out.putDataset("05 - Red Edge", new int[][] {{9}});
      out.putDataset("label", new int[][] {{0, 0}, {0, 0}});
    }
    String keys =
        "images: {optical: {files: '*.h5:/{band}', band_names: {B3: '03 - Green', B5: '05 - Red"
            + " Edge'}}}\n"
            + "mask: '*.h5:label'\n"
            + "bands: {optical: [B5, B3]}\n"
            + "classes: [x]\n"
            + "img_size: 2\n";

    EoDataset dataset = open(keys);

    assertThat(OwnFolder.image(dataset, "a", "optical").data())
        .containsExactly(9, 9, 9, 9, 1, 2, 3, 4);
    assertThat(dataset.spec().stats("optical").mean()).containsExactly(9.0, 2.5);
    assertThat(dataset.remarks())
        .anyMatch(line -> line.contains("B5 are resampled (bilinear) from 1 x 1 to 2 x 2 pixels"));
    assertThatThrownBy(() -> open(keys.replace("03 - Green", "03 - Gren")))
        .hasMessageContaining("03 - Gren")
        .hasMessageContaining("/03 - Green");
    assertThatThrownBy(() -> open(keys.replace("03 - Green", "3|03 - Green")))
        .hasMessageContaining("must name one array for each band of array=/{band}");
    assertThatThrownBy(() -> open(keys.replace("{band}", "{id}/{band}")))
        .hasMessageContaining("may contain the placeholder {band} and no other");
  }

  @Test
  void takesDatesAndSamplesFromArraysOfBands() {
    Map<String, byte[]> arrays = new TreeMap<>();
    arrays.put("green", NumpyFixture.npy("<u2", new int[] {2, 3}, i -> i));
    arrays.put("red", NumpyFixture.npy("<u2", new int[] {2, 3}, i -> 10 + i));
    NumpyFixture.npz(root.resolve("a.npz"), arrays);
    NumpyFixture.npy(root.resolve("y.npy"), "<u2", new int[] {2}, i -> 0);

    EoDataset dataset =
        open(
            "images: {optical: {files: 'a.npz:{band}', axes: NT}}\nmask: {files: y.npy, axes: N}\n"
                + "bands: {optical: [red, green]}\nclasses: [x]\nmulti_temporal: 3\n");

    assertThat(OwnFolder.samples(dataset)).hasSize(2);
    assertThat(OwnFolder.read(dataset, OwnFolder.samples(dataset).get(1).id()).images())
        .hasEntrySatisfying(
            "optical", image -> assertThat(image.data()).containsExactly(13, 14, 15, 3, 4, 5));
  }
}
