package org.eobench.testing.layouts.series;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.testing.NumpyFixture;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.LayoutFixture;

/** MTBS burn severity: two fires in each of four regions, with four images each. */
public final class MtbsFixture implements LayoutFixture {
  private static final List<String> REGIONS =
      List.of(
          "Northern_Cascades",
          "Sierra_Nevada_Mountain_Range",
          "Snake_River_Plain",
          "Southern_Appalachia");
  private static final int FIRES = 2;
  private static final int CLASSES = 7;
  private static final BandValues VALUES =
      BandValues.of(0.0405, 0.0617, 0.0712, 0.1872, 0.1726, 0.1204);

  @Override
  public String dataset() {
    return "mtbs";
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + BandValues.SIDE, "dataset.chip_size=" + BandValues.SIDE);
  }

  @Override
  public void write(Path root) {
    int image = 0;
    for (String region : REGIONS) {
      for (int fire = 0; fire < FIRES; fire++) {
        String folder = "mtbs_fires/data/" + region;
        String name = "fire_" + (10 - fire); // fire_10 is before fire_9 in sorted order
        for (int month = 6; month < 10; month++) {
          TiffBuilder.floating(32, BandValues.SIDE, BandValues.SIDE, VALUES.planes(image++, false))
              .write(
                  BandValues.in(
                      root,
                      String.format(
                          Locale.ROOT, "%s/images/%s_2020%02d13.tif", folder, name, month)));
        }
        double[] labels = new double[BandValues.PIXELS];
        for (int pixel = 0; pixel < labels.length; pixel++) {
          labels[pixel] = BandValues.label(image, pixel, CLASSES);
        }
        TiffBuilder.unsigned(8, BandValues.SIDE, BandValues.SIDE, labels)
            .write(BandValues.in(root, folder + "/labels/" + name + ".tif"));
      }
    }
    split(root, "train", 6, 1, 0, 3);
    split(root, "val", 2, 5);
    split(root, "test", 7, 4);
  }

  private static void split(Path root, String name, int... positions) {
    NumpyFixture.npy(
        BandValues.in(root, "mtbs_fires/splits/" + name + ".npy"),
        "<i8",
        new int[] {positions.length},
        i -> positions[i]);
  }
}
