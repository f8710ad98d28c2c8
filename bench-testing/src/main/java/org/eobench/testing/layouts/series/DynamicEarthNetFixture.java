package org.eobench.testing.layouts.series;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.testing.NumpyFixture;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * DynamicEarthNet: two months of seven days for one area of each split. The names of the labels
 * have underscores in one area and hyphens in the others.
 */
public enum DynamicEarthNetFixture implements LayoutFixture {
  /** GeoTIFFs, with one band of 0 or 255 per class. */
  PUBLISHED("dynamicearthnet"),
  /** Sentinel-2 at 10 m in place of the daily images; the labels are at 3 m. */
  SENTINEL2("dynamicearthnet_s2"),
  /** Arrays, with the number of the class. */
  PANGAEA("dynamicearthnet_pangaea");

  private static final int DAYS = 7;
  private static final int MONTHS = 2;
  private static final int CLASSES = 7;
  private static final int LABEL_SIDE = 53; // 159 m, where 16 pixels of 10 m are 160 m
  private static final double WEST = 264_079.5;
  private static final double NORTH = 4_139_061.5;
  private static final BandValues DAILY = BandValues.of(671, 916, 1043, 2605);
  private static final BandValues MONTHLY =
      BandValues.of(500, 700, 600, 2600, 1000, 2000, 2400, 2700, 1800, 1000, 450, 850);

  /**
   * An area.
   *
   * @param separator of the date in the names of its labels
   */
  private record Area(String split, String zone, String grid, String tile, String separator) {}

  private static final List<Area> AREAS =
      List.of(
          new Area("train", "10N", "8E-174N", "1311_3077_13", "_"),
          new Area("val", "21S", "13E-101N", "2832_4366_13", "-"),
          new Area("test", "16N", "11E-89N", "2065_3647_13", "-"));

  private final String dataset;

  DynamicEarthNetFixture(String dataset) {
    this.dataset = dataset;
  }

  @Override
  public String dataset() {
    return dataset;
  }

  @Override
  public List<String> overrides() {
    return this == SENTINEL2 ? List.of() : List.of("dataset.img_size=" + BandValues.SIDE);
  }

  @Override
  public void write(Path root) {
    int image = 0;
    for (Area area : AREAS) {
      StringBuilder lines = new StringBuilder();
      for (int month = 1; month <= MONTHS; month++) {
        String folder = "planet/" + area.zone + "/" + area.grid + "/" + area.tile + "/PF-SR";
        if (this == SENTINEL2) {
          String file =
              String.format(Locale.ROOT, "sentinel2/%s/2018-%02d-01.tif", area.tile, month);
          TiffBuilder.signed(16, BandValues.SIDE, BandValues.SIDE, MONTHLY.planes(++image, true))
              .epsg(32610)
              .northUp(WEST, NORTH, 10, 10)
              .write(BandValues.in(root, file));
        } else {
          for (int day = 1; day <= DAYS; day++) {
            String date = String.format(Locale.ROOT, "/2018-%02d-%02d", month, day);
            daily(root, folder + date, image++);
          }
        }
        String name = area.zone + "-122W-40N-L3H-SR";
        String label =
            String.format(
                Locale.ROOT,
                "labels/%s_%s/Labels/Raster/%s/%s-2018%s%02d%s01",
                area.tile,
                area.zone,
                name,
                name,
                area.separator,
                month,
                area.separator);
        label(root, label, image);
        lines.append(
            String.format(
                Locale.ROOT,
                "/reprocess-cropped/UTM-24000/%s/%s/%s/PF-SR /%s.tif 2018-%02d\n",
                area.zone,
                area.grid,
                area.tile,
                label,
                month));
      }
      BandValues.text(root, "dynnet_training_splits/" + area.split + ".txt", lines.toString());
    }
  }

  private void daily(Path root, String path, int image) {
    if (this == PANGAEA) {
      int[] shape = {DAILY.bands(), BandValues.SIDE, BandValues.SIDE};
      NumpyFixture.npy(BandValues.in(root, path + ".npy"), "<i2", shape, DAILY.image(image));
    } else {
      TiffBuilder.signed(16, BandValues.SIDE, BandValues.SIDE, DAILY.planes(image, true))
          .epsg(32610)
          .northUp(WEST, NORTH, 3, 3)
          .write(BandValues.in(root, path + ".tif"));
    }
  }

  private void label(Path root, String path, int image) {
    if (this == PANGAEA) {
      int[] shape = {BandValues.SIDE, BandValues.SIDE};
      NumpyFixture.npy(
          BandValues.in(root, path + ".npy"),
          "|u1",
          shape,
          pixel -> BandValues.label(image, pixel, CLASSES));
      return;
    }
    int side = this == SENTINEL2 ? LABEL_SIDE : BandValues.SIDE;
    double[][] planes = new double[CLASSES][side * side];
    for (int i = 0; i < side * side; i++) {
      int row = i / side * BandValues.SIDE / side;
      int col = i % side * BandValues.SIDE / side;
      planes[BandValues.label(image, row * BandValues.SIDE + col, CLASSES)][i] = 255;
    }
    TiffBuilder.unsigned(8, side, side, planes)
        .epsg(32610)
        .northUp(WEST, NORTH, 3, 3)
        .write(BandValues.in(root, path + ".tif"));
  }
}
