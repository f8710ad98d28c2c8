package org.eobench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.layouts.patches.EurosatFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EuroSAT in the folder data set: its order of bands, and its lists with names of JPEG files. */
class EurosatTest {
  @TempDir Path root;
  @TempDir Path cache;

  @Test
  void listsNameJpegFiles() throws IOException {
    new EurosatFixture().write(root);
    EoDataset dataset = ComposedDataset.open(cache, "eurosat", root);
    assertThat(ComposedDataset.ids(dataset, Split.VAL))
        .containsExactly("PermanentCrop/PermanentCrop_1", "Residential/Residential_1");
    Sample river = ComposedDataset.read(dataset, "River/River_1", "optical", "B10");
    assertThat(((ImageClass) river.target()).label()).isEqualTo(8);
    assertThat(ComposedDataset.image(river, "optical").data()[0]).isBetween(8f, 16f);
  }

  @Test
  void refusesListsOfAnotherVersion() throws IOException {
    new EurosatFixture().write(root);
    Files.writeString(root.resolve("eurosat-test.txt"), "River_1.jpg\nLake_7.jpg\n");
    assertThatThrownBy(() -> ComposedDataset.open(cache, "eurosat", root))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("UnknownSample")
        .hasMessageContaining("eurosat-test.txt")
        .hasMessageContaining("Lake_7");
  }

  /** Means of bands 1, 10 and 13 of two tiles, by NumPy. */
  @Test
  void realTilesHaveB8aLast() {
    Path tiles = SharedFiles.require("data/eurosat");
    EoDataset dataset =
        ComposedDataset.open(
            cache, "eurosat", tiles, "dataset.split.by=kfold", "dataset.split.folds=3");
    requireMeans(
        dataset, "AnnualCrop/AnnualCrop_1", 1323.20263671875, 11.56982421875, 2030.545166015625);
    requireMeans(dataset, "Forest/Forest_1", 1149.478515625, 8.447998046875, 3114.86572265625);
    Image narrow =
        ComposedDataset.image(
            ComposedDataset.read(dataset, "AnnualCrop/AnnualCrop_2", "optical", "B8A"), "optical");
    assertThat(narrow.data()[5 * 64 + 7]).isEqualTo(4066);
  }

  private static void requireMeans(EoDataset dataset, String tile, double... means) {
    Image image =
        ComposedDataset.image(
            ComposedDataset.read(dataset, tile, "optical", "B1", "B10", "B8A"), "optical");
    int plane = 64 * 64;
    for (int c = 0; c < means.length; c++) {
      double sum = 0;
      for (int i = 0; i < plane; i++) {
        sum += image.data()[c * plane + i];
      }
      assertThat(sum / plane).isEqualTo(means[c]);
    }
  }
}
