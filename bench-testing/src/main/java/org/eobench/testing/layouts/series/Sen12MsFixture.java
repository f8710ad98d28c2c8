package org.eobench.testing.layouts.series;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.LayoutFixture;

/** SEN12MS: patches of two seasons, with images of two sensors and land cover in four schemes. */
public final class Sen12MsFixture implements LayoutFixture {
  private static final int TRAINING = 14;
  private static final int TEST = 2;
  private static final int IGBP = 17;
  private static final BandValues OPTICAL =
      BandValues.of(1400, 1200, 1150, 1100, 1400, 2200, 2600, 2550, 2800, 900, 15, 1900, 1200);
  private static final BandValues SAR =
      new BandValues(new double[] {-11, -18}, new double[] {4, 4});

  @Override
  public String dataset() {
    return "sen12ms";
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + BandValues.SIDE);
  }

  @Override
  public void write(Path root) {
    StringBuilder training = new StringBuilder();
    StringBuilder test = new StringBuilder();
    for (int i = 0; i < TRAINING + TEST; i++) {
      String season = i % 2 == 0 ? "ROIs1158_spring" : "ROIs1970_fall";
      int scene = 1 + i % 3;
      int patch = 30 + i;
      TiffBuilder.unsigned(16, BandValues.SIDE, BandValues.SIDE, OPTICAL.planes(i, true))
          .epsg(32632)
          .northUp(600_000 + 160 * i, 5_000_000, 10, 10)
          .write(file(root, season, "s2", scene, patch));
      TiffBuilder.floating(32, BandValues.SIDE, BandValues.SIDE, SAR.planes(i, false))
          .epsg(32632)
          .northUp(600_000 + 160 * i, 5_000_000, 10, 10)
          .write(file(root, season, "s1", scene, patch));
      double[][] cover = new double[4][BandValues.PIXELS];
      for (int pixel = 0; pixel < BandValues.PIXELS; pixel++) {
        cover[0][pixel] = 1 + BandValues.label(i, pixel, IGBP);
        cover[1][pixel] = 10 + BandValues.label(i, pixel, 3);
        cover[2][pixel] = 20;
        cover[3][pixel] = 30;
      }
      TiffBuilder.unsigned(16, BandValues.SIDE, BandValues.SIDE, cover)
          .epsg(32632)
          .northUp(600_000 + 160 * i, 5_000_000, 10, 10)
          .write(file(root, season, "lc", scene, patch));
      (i < TRAINING ? training : test)
          .append(String.format(Locale.ROOT, "%s_s2_%d_p%d.tif\n", season, scene, patch));
    }
    BandValues.text(root, "train_list.txt", training.toString());
    BandValues.text(root, "test_list.txt", test.toString());
  }

  private static Path file(Path root, String season, String kind, int scene, int patch) {
    return BandValues.in(
        root,
        String.format(Locale.ROOT, "%s/%s_%d/%1$s_%2$s_%3$d_p%d.tif", season, kind, scene, patch));
  }
}
