package org.eobench.testing.layouts.patches;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.nio.file.Path;
import java.util.List;
import org.eobench.testing.layouts.LayoutFixture;

/** So2Sat: an HDF5 file for each split, with the bands last. */
public final class So2SatFixture implements LayoutFixture {
  private static final int SIZE = 32;
  private static final int CLASSES = 17;
  private static final int RADAR = 8;
  private static final List<String> BANDS =
      List.of("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12");

  @Override
  public String dataset() {
    return "so2sat";
  }

  @Override
  public void write(Path root) {
    write(root.resolve("training.h5"), 0, 4);
    write(root.resolve("validation.h5"), 4, 2);
    write(root.resolve("testing.h5"), 6, 2);
  }

  private static void write(Path file, int first, int count) {
    double[][][][] optical = new double[count][SIZE][SIZE][BANDS.size()];
    double[][][][] radar = new double[count][SIZE][SIZE][RADAR];
    double[][] labels = new double[count][CLASSES];
    for (int i = 0; i < count; i++) {
      int sample = first + i;
      labels[i][sample * 3 % CLASSES] = 1;
      for (int row = 0; row < SIZE; row++) {
        for (int col = 0; col < SIZE; col++) {
          for (int c = 0; c < BANDS.size(); c++) {
            optical[i][row][col][c] = Texture.value(BANDS.get(c), sample, row, col) / 10_000;
          }
          for (int c = 0; c < RADAR; c++) {
            radar[i][row][col][c] = Texture.value("S1_" + c, sample, row, col) * (c + 1);
          }
        }
      }
    }
    try (WritableHdfFile out = HdfFile.write(file)) {
      out.putDataset("sen1", radar);
      out.putDataset("sen2", optical);
      out.putDataset("label", labels);
    }
  }
}
