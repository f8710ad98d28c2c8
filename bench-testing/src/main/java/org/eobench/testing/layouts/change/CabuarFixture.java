package org.eobench.testing.layouts.change;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.List;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/** CaBuAr: fires as groups of two HDF5 files, with folds that are numbers or a text. */
public final class CabuarFixture implements LayoutFixture {
  public static final int SIDE = 32;

  private static final double[] LEVELS = {
    600, 700, 900, 1100, 1400, 2000, 2200, 2300, 2400, 2400, 2300, 1600
  };

  @Override
  public String dataset() {
    return "cabuar";
  }

  /** Fire 2 has no image before it. */
  @Override
  public void write(Path root) {
    try (WritableHdfFile file = HdfFile.write(root.resolve("512x512.hdf5"))) {
      for (int fire : new int[] {10, 0, 1, 2, 3}) {
        fire(file, "a_" + fire, fire < 2 ? 0 : fire % 4, fire != 2);
      }
    }
    try (WritableHdfFile file = HdfFile.write(root.resolve("chabud_test.h5"))) {
      fire(file, "b_0", "chabud", true);
      fire(file, "b_1", "chabud", true);
    }
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIDE);
  }

  private static void fire(WritableHdfFile file, String name, Object fold, boolean before) {
    WritableGroup group = file.putGroup(name);
    group.putAttribute("fold", fold);
    if (before) {
      group.putDataset("pre_fire", image(name, "pre_fire"));
    }
    group.putDataset("post_fire", image(name, "post_fire"));
    short[][][] mask = new short[SIDE][SIDE][1];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      mask[pixel / SIDE][pixel % SIDE][0] = (short) (pixel % 3 == 0 ? 1 : 0);
    }
    group.putDataset("mask", mask);
  }

  private static short[][][] image(String name, String step) {
    short[][][] values = new short[SIDE][SIDE][LEVELS.length];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      for (int band = 0; band < LEVELS.length; band++) {
        values[pixel / SIDE][pixel % SIDE][band] = (short) value(name, step, band, pixel);
      }
    }
    return values;
  }

  /** The value of a band, from 0, at a pixel. */
  public static float value(String name, String step, int band, int pixel) {
    return (float) Math.floor(DrawnImages.around((name + step).hashCode(), LEVELS).at(band, pixel));
  }
}
