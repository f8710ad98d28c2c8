package org.eobench.testing.layouts.series;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.testing.TiffBuilder;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * Multi-temporal crop classification: 18 bands of three dates, one date after the other.
 *
 * @param dataset one of the configurations that read these files
 */
public record MtCropFixture(String dataset) implements LayoutFixture {
  private static final int TRAINING = 14;
  private static final int VALIDATION = 2;
  private static final int CLASSES = 14;
  private static final BandValues VALUES =
      new BandValues(
          new double[] {495, 815, 924, 2969, 2635, 1740},
          new double[] {285, 358, 576, 897, 952, 921});

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + BandValues.SIDE);
  }

  @Override
  public void write(Path root) {
    StringBuilder dates =
        new StringBuilder("chip_id,first_img_date,middle_img_date,last_img_date\n");
    for (int i = 0; i < TRAINING + VALIDATION; i++) {
      String id = String.format(Locale.ROOT, "chip_%03d_%03d", 7 * i, 300 - i);
      String stem = (i < TRAINING ? "training" : "validation") + "_chips/" + id;
      int first = 3 * i;
      double[][] bands =
          Stream.of(first, first + 1, first + 2)
              .flatMap(image -> Stream.of(VALUES.planes(image, true)))
              .toArray(double[][]::new);
      TiffBuilder.signed(16, BandValues.SIDE, BandValues.SIDE, bands)
          .epsg(5070)
          .northUp(300_000 + 480 * i, 1_800_000, 30, 30)
          .write(BandValues.in(root, stem + "_merged.tif"));
      double[] labels = new double[BandValues.PIXELS];
      for (int pixel = 0; pixel < labels.length; pixel++) {
        labels[pixel] = BandValues.label(i, pixel, CLASSES);
      }
      TiffBuilder.unsigned(8, BandValues.SIDE, BandValues.SIDE, labels)
          .epsg(5070)
          .northUp(300_000 + 480 * i, 1_800_000, 30, 30)
          .write(BandValues.in(root, stem + ".mask.tif"));
      dates.append(
          String.format(
              Locale.ROOT, "%s,2022-03-%02d,2022-06-%02d,2022-09-%02d%n", id, i + 1, i + 2, i + 3));
    }
    BandValues.text(root, "chips_df.csv", dates.toString().replace("\r", ""));
  }
}
