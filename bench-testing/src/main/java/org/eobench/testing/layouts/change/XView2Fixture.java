package org.eobench.testing.layouts.change;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.AtomicFile;
import org.eobench.testing.layouts.DrawnImages;
import org.eobench.testing.layouts.LayoutFixture;

/** xView2: pictures before and after disasters, and the damage. */
public enum XView2Fixture implements LayoutFixture {
  /** With masks of damage. */
  TARGETS("xview2"),
  /** With polygons of buildings. */
  POLYGONS("xview2_polygons");

  public static final int SIDE = 32;

  /** The damage of each building, from left to right. */
  private static final List<String> DAMAGE =
      List.of("no-damage", "minor-damage", "major-damage", "destroyed", "un-classified");

  private final String dataset;

  XView2Fixture(String dataset) {
    this.dataset = dataset;
  }

  @Override
  public String dataset() {
    return dataset;
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

  private void pair(Path root, String part, String disaster, int number) {
    String stem = String.format(Locale.ROOT, "%s_%08d_", disaster, number);
    for (String step : List.of("pre", "post")) {
      DrawnImages.png(
          root.resolve(part + "/images/" + stem + step + "_disaster.png"),
          SIDE,
          3,
          values(part, disaster, number, step));
      if (this == TARGETS) {
        DrawnImages.png(
            root.resolve(part + "/targets/" + stem + step + "_disaster_target.png"),
            SIDE,
            1,
            (band, pixel) -> step.equals("pre") ? pixel % 2 : pixel % 5);
      } else {
        Path labels = root.resolve(part + "/labels/" + stem + step + "_disaster.json");
        AtomicFile.writeString(labels, polygons(number, step.equals("post")));
      }
    }
  }

  /**
   * Five buildings as in the files of xBD: in degrees, and in pixels, where building i covers the
   * columns from 6 i and the rows from {@code number % 8}, 4 of each; the fourth has a yard of 2 x
   * 2 pixels.
   */
  private static String polygons(int number, boolean after) {
    StringBuilder pixels = new StringBuilder();
    StringBuilder degrees = new StringBuilder();
    for (int i = 0; i < DAMAGE.size(); i++) {
      String properties =
          "{\"feature_type\": \"building\", "
              + (after ? "\"subtype\": \"" + DAMAGE.get(i) + "\", " : "")
              + "\"uid\": \"b"
              + i
              + "\"}";
      String comma = i == 0 ? "" : ", ";
      pixels.append(comma).append(feature(properties, 6.0 * i, number % 8, i == 3));
      degrees.append(comma).append(feature(properties, -85.6 + i / 1e4, 30.1, false));
    }
    return "{\"features\": {\"lng_lat\": ["
        + degrees
        + "], \"xy\": ["
        + pixels
        + "]}, \"metadata\": {\"sensor\": \"GEOEYE01\"}}\n";
  }

  private static String feature(String properties, double x, double y, boolean yard) {
    String outer = ring(x, y, 4);
    String rings = yard ? outer + ", " + ring(x + 1, y + 1, 2) : outer;
    return "{\"properties\": " + properties + ", \"wkt\": \"POLYGON (" + rings + ")\"}";
  }

  private static String ring(double x, double y, double side) {
    return String.format(
        Locale.ROOT,
        "(%s %s, %s %s, %s %s, %s %s, %s %s)",
        x,
        y,
        x + side,
        y,
        x + side,
        y + side,
        x,
        y + side,
        x,
        y);
  }

  /** The values of an image: red, green, blue. */
  public static DrawnImages.Values values(String part, String disaster, int number, String step) {
    return DrawnImages.bytes((part + disaster + number + step).hashCode(), 85.1, 88.4, 66.8);
  }
}
