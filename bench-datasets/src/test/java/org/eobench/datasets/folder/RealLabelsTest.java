package org.eobench.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.TreeMap;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels of public files, with the numbers that NumPy counts in them. */
class RealLabelsTest {
  @TempDir Path cache;

  private EoDataset open(String folder, String keys) {
    return OwnFolder.open(SharedFiles.require("data/" + folder), cache, keys + "\n");
  }

  private static TreeMap<Integer, Integer> counts(EoDataset dataset, String id) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int label : ((LabelMap) OwnFolder.read(dataset, id).target()).labels()) {
      counts.merge(label, 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void mapsTheCloudMasksInArrays() {
    EoDataset dataset =
        open(
            "cloud_ukis_csmask",
            "images: {optical: '*.npz:img'}\nbands: {optical: [B, G, R, N, S1, S2]}\n"
                + "mask: {files: '*.npz:msk', axes: HWC}\n"
                + "labels: {[1, 3]: clear, 4: cloud, 0: shadow, 2: ignore}");

    assertThat(dataset.spec().classes()).containsExactly("clear", "cloud", "shadow");
    assertThat(counts(dataset, "landsat5"))
        .containsEntry(0, 2698 + 113_029)
        .containsEntry(1, 85_929)
        .containsEntry(2, 60_488)
        .hasSize(3);
    assertThat(counts(dataset, "sentinel2"))
        .containsEntry(0, 840 + 183_124)
        .containsEntry(1, 49_597)
        .containsEntry(2, 28_583)
        .hasSize(3);
  }

  @Test
  void mapsTheFloodLabels() {
    EoDataset dataset =
        open(
            "flood_sen1floods11",
            "images: {sar: '*_S1Hand.tif'}\nbands: {sar: [VV, VH]}\nmask: '*_LabelHand.tif'\n"
                + "labels: {1: water, 0: land, -1: ignore}\nignore_index: 255");

    assertThat(counts(dataset, "Spain_7370579"))
        .containsEntry(0, 70_035)
        .containsEntry(1, 192_010)
        .containsEntry(255, 99)
        .hasSize(3);
  }

  @Test
  void readsTheSparseValuesOfARegression() {
    EoDataset dataset =
        open(
            "hls_terratorch",
            "task: regression\nclasses: [biomass]\nimages: {optical: '*_0_input.tif'}\n"
                + "bands: {optical: [COASTAL, BLUE, GREEN, RED, NIR, SWIR1, SWIR2, CIRRUS, TIR1,"
                + " TIR2]}\nmask: {files: '*_0_label.tif', nodata: -1}");

    float[] values = ((ValueMap) OwnFolder.read(dataset, "regression_test").target()).values();
    double sum = 0;
    float most = 0;
    int count = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        sum += value;
        most = Math.max(most, value);
        count++;
      }
    }
    assertThat(count).isEqualTo(246);
    assertThat(most).isEqualTo(23.277212f);
    assertThat(sum / count).isCloseTo(5.626441085726265, within(1e-12));
  }

  @Test
  void takesTheFoldersOfEuroSatAsClasses() {
    EoDataset dataset =
        open(
            "eurosat",
            "task: classification\nimages: {optical: '{class}/{id}.tif'}\n"
                + "bands: {optical: [B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11, B12, B8A]}");

    assertThat(dataset.spec().classes()).containsExactly("AnnualCrop", "Forest");
    assertThat(OwnFolder.read(dataset, "Forest/Forest_1").target()).isEqualTo(new ImageClass(1));
    assertThat(OwnFolder.read(dataset, "AnnualCrop/AnnualCrop_2").target())
        .isEqualTo(new ImageClass(0));
  }
}
