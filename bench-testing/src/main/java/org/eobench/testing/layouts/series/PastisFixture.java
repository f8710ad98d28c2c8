package org.eobench.testing.layouts.series;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.eobench.testing.NumpyFixture;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * PASTIS-R: two patches of each fold, with 8 Sentinel-2 and 10 and 9 Sentinel-1 dates, and the
 * dates in the properties of {@code metadata.geojson}.
 *
 * @param dataset one of the configurations that read these files
 */
public record PastisFixture(String dataset) implements LayoutFixture {
  private static final int FOLDS = 5;
  private static final int VOID = 19;

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + BandValues.SIDE);
  }

  @Override
  public void write(Path root) {
    List<String> features = new ArrayList<>();
    for (int i = 0; i < 2 * FOLDS; i++) {
      int patch = 10_000 * (1 + i % 4) + i / 4;
      int fold = 1 + i % FOLDS;
      series(root, "DATA_S2/S2_", patch, "<i2", 8, BandValues.REFLECTANCE, 100 * i);
      series(root, "DATA_S1A/S1A_", patch, "<f2", 10, BandValues.BACKSCATTER, 100 * i + 20);
      series(root, "DATA_S1D/S1D_", patch, "<f2", 9, BandValues.BACKSCATTER, 100 * i + 40);
      int image = i;
      int[] shape = {3, BandValues.SIDE, BandValues.SIDE};
      NumpyFixture.npy(
          BandValues.in(root, "ANNOTATIONS/TARGET_" + patch + ".npy"),
          "|u1",
          shape,
          at -> at < BandValues.PIXELS ? BandValues.label(image, at, VOID + 1) : at % 157 + 1);
      features.add(
          String.format(
              Locale.ROOT,
              "{\"type\": \"Feature\", \"id\": \"%d\", \"properties\": {\"Fold\": %d, \"ID_PATCH\":"
                  + " %1$d, \"dates-S2\": %s, \"dates-S1A\": %s, \"dates-S1D\": %s}, \"geometry\":"
                  + " null}",
              patch,
              fold,
              dates("2018-09-17", 8, 45),
              dates("2018-09-03", 10, 36),
              dates("2018-09-08", 9, 42)));
    }
    BandValues.text(
        root,
        "metadata.geojson",
        "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",\n", features) + "]}");
  }

  private static void series(
      Path root, String stem, int patch, String type, int dates, BandValues values, int first) {
    int[] shape = {dates, values.bands(), BandValues.SIDE, BandValues.SIDE};
    NumpyFixture.npy(BandValues.in(root, stem + patch + ".npy"), type, shape, values.series(first));
  }

  /** Dates as pandas writes a series of integers. */
  private static String dates(String first, int count, int days) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    for (int i = 0; i < count; i++) {
      LocalDate date = LocalDate.parse(first).plusDays((long) i * days);
      text.add("\"" + i + "\": " + date.format(DateTimeFormatter.BASIC_ISO_DATE));
    }
    return text.toString();
  }
}
