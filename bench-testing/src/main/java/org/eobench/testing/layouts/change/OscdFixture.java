package org.eobench.testing.layouts.change;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/** OSCD: cities with a file for each band and date, and folders with blanks in their names. */
public final class OscdFixture implements LayoutFixture {
  public static final int SIDE = 48;

  private static final String SET = "Onera Satellite Change Detection dataset - ";
  private static final List<String> BANDS =
      List.of(
          "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11",
          "B12");
  private static final double[] LEVELS = {
    1600, 1400, 1350, 1400, 1500, 1900, 2100, 2050, 2250, 800, 20, 2100, 1600
  };

  @Override
  public String dataset() {
    return "oscd";
  }

  @Override
  public void write(Path root) {
    for (String city :
        List.of("abudhabi", "aguasclaras", "beihai", "beirut", "bercy", "bordeaux")) {
      city(root, "Train", city);
    }
    city(root, "Test", "brasilia");
    city(root, "Test", "montpellier");
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.chip_size=24", "dataset.img_size=24");
  }

  private static void city(Path root, String part, String city) {
    Path folder = root.resolve(SET + "Images/" + city);
    for (int date = 1; date <= 2; date++) {
      for (int band = 0; band < BANDS.size(); band++) {
        int level = band;
        DrawnImages.Values values = values(city, date);
        DrawnImages.tiff(
            folder.resolve("imgs_" + date + "_rect/" + BANDS.get(band) + ".tif"),
            SIDE,
            SIDE,
            1,
            SampleType.UINT16,
            (only, pixel) -> Math.floor(values.at(level, pixel)));
      }
    }
    AtomicFile.writeString(folder.resolve("dates.txt"), "date_1: 20161130\ndate_2: 20180830\n");
    DrawnImages.png(
        root.resolve(SET + part + " Labels/" + city + "/cm/cm.png"),
        SIDE,
        1,
        (band, pixel) -> pixel % 7 == 0 ? 255 : 0);
  }

  /** The values of a city at a date, 1 or 2, before they are rounded down. */
  public static DrawnImages.Values values(String city, int date) {
    return DrawnImages.around(2L * city.hashCode() + date, LEVELS);
  }
}
