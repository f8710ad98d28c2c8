package org.eobench.testing.layouts.change;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/** xView2: pictures before and after disasters, and masks of damage. */
public final class XView2Fixture implements LayoutFixture {
  public static final int SIDE = 32;

  @Override
  public String dataset() {
    return "xview2";
  }

  /** Ten pairs of each of two disasters for training, and pairs of other parts. */
  @Override
  public void write(Path root) {
    for (int i = 0; i < 10; i++) {
      pair(root, "train", "hurricane-michael", i);
      pair(root, i < 8 ? "train" : "tier3", "santa-rosa-wildfire", i);
    }
    pair(root, "test", "hurricane-michael", 20);
    pair(root, "test", "santa-rosa-wildfire", 21);
    pair(root, "hold", "santa-rosa-wildfire", 22);
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + SIDE);
  }

  private static void pair(Path root, String part, String disaster, int number) {
    String stem = String.format(Locale.ROOT, "%s_%08d_", disaster, number);
    for (String step : List.of("pre", "post")) {
      DrawnImages.png(
          root.resolve(part + "/images/" + stem + step + "_disaster.png"),
          SIDE,
          3,
          values(part, disaster, number, step));
      DrawnImages.png(
          root.resolve(part + "/targets/" + stem + step + "_disaster_target.png"),
          SIDE,
          1,
          (band, pixel) -> step.equals("pre") ? pixel % 2 : pixel % 5);
    }
  }

  /** The values of an image: red, green, blue. */
  public static DrawnImages.Values values(String part, String disaster, int number, String step) {
    return DrawnImages.bytes((part + disaster + number + step).hashCode(), 85.1, 88.4, 66.8);
  }
}
