package org.eobench.testing.layouts.change;

import java.nio.file.Path;
import java.util.List;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/** LEVIR-CD: pictures in the folders A (before) and B (after). */
public final class LevirCdFixture implements LayoutFixture {
  public static final int SIDE = 64;

  @Override
  public String dataset() {
    return "levir_cd";
  }

  @Override
  public void write(Path root) {
    for (String part : List.of("train", "val", "test")) {
      for (int pair = 1; pair <= 2; pair++) {
        String file = "/" + part + "_" + pair + ".png";
        for (String date : List.of("A", "B")) {
          DrawnImages.png(
              root.resolve(part + "/" + date + file), SIDE, 3, values(part, pair, date));
        }
        DrawnImages.png(
            root.resolve(part + "/label" + file),
            SIDE,
            1,
            (band, pixel) -> pixel % 9 == 0 ? 255 : 0);
      }
    }
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.chip_size=32", "dataset.img_size=32");
  }

  /** The values of an image: red, green, blue. */
  public static DrawnImages.Values values(String part, int pair, String date) {
    return DrawnImages.bytes((part + pair + date).hashCode(), 110, 112, 95);
  }
}
