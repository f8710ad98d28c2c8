package org.eobench.core.run.gallery;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Colours of classes and values as 0xAARRGGBB. The first classes have the colours of Okabe and Ito
 * (2008), which people with any colour vision tell apart; later ones have hues in steps of the
 * golden angle.
 */
public final class Palette {
  /** Pixels that do not count. */
  static final int NONE = 0;

  static final int RIGHT = 0xFFE8E8E8;
  static final int WRONG = 0xFFD55E00;

  private static final int[] FIRST = {
    0xFFBBBBBB,
    0xFFE69F00,
    0xFF56B4E9,
    0xFF009E73,
    0xFFF0E442,
    0xFF0072B2,
    0xFFD55E00,
    0xFFCC79A7,
    0xFF000000
  };
  private static final float GOLDEN = 0.381966f;
  private static final int OPAQUE = 0xFF000000;

  private Palette() {}

  /** The colour of a class. */
  public static int ofClass(int label) {
    if (label < FIRST.length) {
      return FIRST[label];
    }
    float hue = (label * GOLDEN) % 1;
    float light = label % 2 == 0 ? 0.9f : 0.6f;
    return Color.HSBtoRGB(hue, 0.75f, light);
  }

  /** The colours of a colour table, 0xRRGGBB in label order. */
  public static List<Integer> table(int classes) {
    return IntStream.range(0, classes).mapToObj(label -> ofClass(label) & ~OPAQUE).toList();
  }

  /** The colours of the classes as CSS writes them, in label order. */
  public static List<String> ofClasses(int classes) {
    return IntStream.range(0, classes).mapToObj(label -> css(ofClass(label))).toList();
  }

  /** A colour as CSS writes it, without its opacity. */
  public static String css(int colour) {
    return String.format(Locale.ROOT, "#%06x", colour & 0xFFFFFF);
  }

  /**
   * The colour of a value between two others, from dark to light.
   *
   * @param share 0 to 1; other values count as the nearer of them
   */
  public static int ofValue(double share) {
    return between(share, List.of(0xFF20124D, 0xFF31688E, 0xFF35B779, 0xFFFDE725));
  }

  /** The colour of an error: blue below, white at 0, orange above. */
  static int ofError(double share) {
    return between((share + 1) / 2, List.of(0xFF0072B2, 0xFFF7F7F7, 0xFFD55E00));
  }

  private static int between(double share, List<Integer> stops) {
    double place = Math.max(0, Math.min(1, share)) * (stops.size() - 1);
    int lower = Math.min((int) place, stops.size() - 2);
    double part = place - lower;
    List<Integer> channels = new ArrayList<>();
    for (int shift : new int[] {16, 8, 0}) {
      int from = stops.get(lower) >> shift & 0xFF;
      int to = stops.get(lower + 1) >> shift & 0xFF;
      channels.add((int) Math.round(from + part * (to - from)));
    }
    return OPAQUE | channels.get(0) << 16 | channels.get(1) << 8 | channels.get(2);
  }
}
