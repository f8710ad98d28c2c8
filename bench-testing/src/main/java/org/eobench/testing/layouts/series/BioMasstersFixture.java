package org.eobench.testing.layouts.series;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * BioMassters: twelve months of two sensors, without a georeference. Every third chip lacks the
 * Sentinel-2 image of December, 03.
 */
public final class BioMasstersFixture implements LayoutFixture {
  private static final int TRAINING = 12;
  private static final int TEST = 2;
  private static final int MONTHS = 12;
  private static final int SIDE = 32; // a crop of a regression has 32 pixels in tests
  private static final BandValues OPTICAL =
      BandValues.of(1200, 1250, 1150, 1500, 2400, 2700, 2800, 2900, 1500, 1000, 30);
  private static final BandValues SAR =
      new BandValues(new double[] {-10.5, -16.3, -10.9, -16.7}, new double[] {2, 2, 2, 2});

  @Override
  public String dataset() {
    return "biomassters";
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIDE);
  }

  @Override
  public void write(Path root) {
    for (int i = 0; i < TRAINING + TEST; i++) {
      String part = i < TRAINING ? "train" : "test";
      String id = String.format(Locale.ROOT, "%08x", 0x0003d2eb + 4099 * i);
      for (int month = 0; month < MONTHS; month++) {
        int image = 40 * i + month;
        TiffBuilder.floating(32, SIDE, SIDE, SAR.planes(image, false, SIDE * SIDE))
            .write(file(root, part, id, "S1", month));
        if (i % 3 != 2 || month != 3) {
          TiffBuilder.unsigned(16, SIDE, SIDE, OPTICAL.planes(image + 20, true, SIDE * SIDE))
              .write(file(root, part, id, "S2", month));
        }
      }
      double[] biomass = new double[SIDE * SIDE];
      for (int pixel = 0; pixel < biomass.length; pixel++) {
        biomass[pixel] = (float) (76 + 60 * BandValues.noise(i + 1, pixel));
      }
      TiffBuilder.floating(32, SIDE, SIDE, biomass)
          .write(BandValues.in(root, part + "_agbm/" + id + "_agbm.tif"));
    }
  }

  private static Path file(Path root, String part, String id, String sensor, int month) {
    return BandValues.in(
        root, String.format(Locale.ROOT, "%s_features/%s_%s_%02d.tif", part, id, sensor, month));
  }
}
