package org.eobench.core.run.quicklook;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.PictureFiles;
import org.eobench.core.run.gallery.Palette;

/**
 * Draws a map as a PNG of at most 1200 pixels on the long side of the map, beside it a legend:
 * names, colours and shares of classes, or a bar of colours with values.
 */
public final class QuickLook {
  static final int PAPER = 0xFFFFFFFF;

  /** Values outside of these shares of all values have the colour of the limit. */
  private static final double LOW = 0.02;

  private static final double HIGH = 0.98;
  private static final double PERCENT = 100;

  private QuickLook() {}

  /**
   * Draws a map of classes.
   *
   * @param map GeoTIFF with one band of integers of at most 16 bits
   * @param names of the classes from 0; others are called by their number
   * @return what a user should know about the picture
   */
  public static List<String> classes(Path map, List<String> names, Path png) {
    ReducedMap reduced = ReducedMap.ofClasses(map);
    BufferedImage picture =
        reduced.picture(value -> Float.isNaN(value) ? PAPER : Palette.ofClass((int) value));
    List<Legend.Entry> entries = new ArrayList<>();
    for (int label = 0; label < reduced.counts().length; label++) {
      long count = reduced.counts()[label];
      if (count > 0 || label < names.size()) {
        String name = label < names.size() ? names.get(label) : Integer.toString(label);
        entries.add(entry(Palette.ofClass(label), name, count, reduced.pixels()));
      }
    }
    if (reduced.missing() > 0) {
      entries.add(entry(PAPER, "no data", reduced.missing(), reduced.pixels()));
    }
    return write(png, Legend.ofClasses(picture, entries));
  }

  private static Legend.Entry entry(int colour, String name, long count, long pixels) {
    double share = PERCENT * count / pixels;
    String text =
        count > 0 && share < 0.05 ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", share);
    return new Legend.Entry(colour, name, text, count);
  }

  /**
   * Draws a map of values.
   *
   * @param map GeoTIFF, whose first band is drawn
   * @param title what the values are, with their unit
   * @return what a user should know about the picture
   */
  public static List<String> values(Path map, String title, Path png) {
    ReducedMap reduced = ReducedMap.ofValues(map);
    float[] sorted = reduced.measured();
    Arrays.sort(sorted);
    float low = sorted.length == 0 ? 0 : sorted[(int) (LOW * (sorted.length - 1))];
    float high = sorted.length == 0 ? 0 : sorted[(int) (HIGH * (sorted.length - 1))];
    double range = high > low ? high - low : 1;
    BufferedImage picture =
        reduced.picture(
            value -> Float.isNaN(value) ? PAPER : Palette.ofValue((value - low) / range));
    double missing = PERCENT * reduced.missing() / reduced.pixels();
    String note = missing > 0 ? String.format(Locale.ROOT, "no data: %.1f %%", missing) : "";
    return write(png, Legend.ofValues(picture, title, low, high, note));
  }

  private static List<String> write(Path png, Legend.Drawn drawn) {
    AtomicFile.write(png, out -> PictureFiles.png(drawn.picture(), out));
    return drawn.remarks();
  }
}
