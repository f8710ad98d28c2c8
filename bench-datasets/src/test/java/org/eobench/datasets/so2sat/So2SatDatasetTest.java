package org.eobench.datasets.so2sat;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.datasets.ComposedDataset;
import org.eobench.datasets.Refusal;
import org.eobench.testing.layouts.patches.So2SatFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class So2SatDatasetTest {
  @TempDir Path root;
  @TempDir Path cache;

  @BeforeEach
  void write() {
    new So2SatFixture().write(root);
  }

  private EoDataset open(String... words) {
    return ComposedDataset.open(cache, "so2sat", root, words);
  }

  @Test
  void patchesAreRowsOfTheFiles() {
    EoDataset dataset = open();
    assertThat(ComposedDataset.ids(dataset, Split.TRAIN))
        .containsExactly("training/0", "training/1", "training/2", "training/3");
    assertThat(ComposedDataset.ids(dataset, Split.TEST)).containsExactly("testing/0", "testing/1");
    Sample sample = ComposedDataset.read(dataset, "validation/1", "optical", "B12", "B2");
    assertThat(((ImageClass) sample.target()).label()).isEqualTo(15);
    assertThat(ComposedDataset.image(sample, "optical").data()).hasSize(2 * 32 * 32);
  }

  /** Bands are last in the file: pixel (3, 4) of band c is at [3, 4, c]. */
  @Test
  void bandsAreLast() {
    try (WritableHdfFile out = HdfFile.write(root.resolve("training.h5"))) {
      double[][][][] optical = new double[2][32][32][10];
      optical[1][3][4][8] = 0.7;
      out.putDataset("sen1", new double[2][32][32][8]);
      out.putDataset("sen2", optical);
      double[][] label = new double[2][17];
      label[0][16] = 1;
      label[1][2] = 1;
      out.putDataset("label", label);
    }
    EoDataset dataset = open();
    Sample sample = ComposedDataset.read(dataset, "training/1", "optical", "B8A", "B11");
    float[] values = ComposedDataset.image(sample, "optical").data();
    assertThat(values[32 * 32 + 3 * 32 + 4]).isEqualTo(0.7f);
    assertThat(((ImageClass) sample.target()).label()).isEqualTo(2);
    Sample part =
        dataset.read(
            sample.ref(),
            Map.of("optical", List.of("B11")),
            (height, width) -> new ImagePart(3, 4, 1, 1));
    assertThat(ComposedDataset.image(Objects.requireNonNull(part), "optical").data())
        .containsExactly(0.7f);
  }

  private void refuses(String... parts) {
    Refusal.of(() -> ComposedDataset.read(open(), "training/0", "optical", "B2"), parts);
  }

  private void replace(int patches, int labels, double first) {
    try (WritableHdfFile out = HdfFile.write(root.resolve("training.h5"))) {
      out.putDataset("sen1", new double[patches][32][32][8]);
      out.putDataset("sen2", new double[patches][32][32][10]);
      double[][] label = new double[labels][17];
      label[0][5] = 1;
      label[0][3] = first;
      out.putDataset("label", label);
    }
  }

  @Test
  void refusesWhatDoesNotFit() throws Exception {
    replace(2, 3, 0);
    refuses("has 2 patches, label 3", "training.h5");
    replace(2, 2, 1);
    refuses("not 1 for one class", "data set label, row 0");
    replace(2, 2, 0.5);
    refuses("not 1 for one class");
    Files.write(
        root.resolve("training.h5"),
        Arrays.copyOf(Files.readAllBytes(root.resolve("testing.h5")), 5000));
    refuses("UnreadableHdf5", "training.h5");
    Files.delete(root.resolve("training.h5"));
    refuses("MissingData", "training.h5", "So2Sat-LCZ42");
  }
}
