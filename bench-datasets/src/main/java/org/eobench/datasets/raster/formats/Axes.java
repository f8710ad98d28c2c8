package org.eobench.datasets.raster.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The meaning of the axes of an array, one letter each: H rows, W columns, C bands, T dates, N
 * samples.
 *
 * @param letters such as {@code HWC} or {@code TCHW}
 */
public record Axes(String letters) {
  /** In place of a number of bands: any. */
  public static final int ANY = 0;

  private static final String KNOWN = "NTCHW";

  /** The orders that occur without being declared, by the number of axes. */
  private static final Map<Integer, List<String>> USUAL =
      Map.of(
          1, List.of("N"), 2, List.of("HW"), 3, List.of("CHW", "HWC"), 4, List.of("TCHW", "THWC"));

  public Axes {
    letters = letters.toUpperCase(Locale.ROOT).replace('B', 'C');
    boolean known = letters.chars().allMatch(letter -> KNOWN.indexOf(letter) >= 0);
    boolean once = letters.chars().distinct().count() == letters.length();
    boolean plane = letters.contains("H") == letters.contains("W");
    if (letters.isEmpty() || !known || !once || !plane) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "axes must name each axis of the array once by H (rows), W (columns), C (bands), T"
                  + " (dates) or N (samples), such as HWC, TCHW or NTC, not '%s'",
              letters));
    }
  }

  /** The position of an axis, or -1. */
  int of(char letter) {
    return letters.indexOf(letter);
  }

  /** The length of an axis; 1 if the array does not have it. */
  int length(char letter, long[] shape) {
    return of(letter) < 0 ? 1 : (int) shape[of(letter)];
  }

  private boolean fits(long[] shape, int bands) {
    return bands == ANY || length('C', shape) == bands;
  }

  /**
   * The axes of an array: the declared ones, or the only usual order with the expected number of
   * bands.
   *
   * @param place file and array, for messages
   * @param declared letters from the config, or null
   * @param bands expected number of bands, or {@link #ANY}
   * @throws BenchException if the shape does not fit, or fits several orders
   */
  static Axes of(
      String place, long[] shape, @org.jspecify.annotations.Nullable String declared, int bands) {
    for (long side : shape) {
      if (side < 1 || side > Integer.MAX_VALUE) {
        throw problem(place, shape, "", "axes of 1 to 2^31 - 1 elements", "write the array again");
      }
    }
    List<String> fitting = fitting(shape, bands);
    if (declared == null) {
      if (fitting.size() != 1) {
        throw problem(
            place,
            shape,
            "",
            fitting.isEmpty()
                ? String.format(
                    Locale.ROOT, "%d bands along one axis, as dataset.bands lists them", bands)
                : "an order that its shape determines, but "
                    + String.join(" and ", fitting)
                    + " fit",
            "set axes, such as `axes: "
                + (fitting.isEmpty() ? example(shape) : fitting.get(0))
                + "`");
      }
      return new Axes(fitting.get(0));
    }
    Axes axes = new Axes(declared);
    boolean fits = axes.letters.length() == shape.length && axes.fits(shape, bands);
    if (!fits) {
      String found =
          axes.letters.length() != shape.length
              ? String.format(
                  Locale.ROOT, ", but axes=%s names %d axes", axes.letters, axes.letters.length())
              : String.format(
                  Locale.ROOT,
                  ", so that axes=%s means %d bands",
                  axes.letters,
                  axes.length('C', shape));
      List<String> orders = orders(axes.letters, shape, bands);
      List<String> other = orders.isEmpty() ? fitting : orders;
      throw problem(
          place,
          shape,
          found,
          String.format(Locale.ROOT, "%d bands, as dataset.bands lists them", bands),
          other.isEmpty()
              ? "correct dataset.bands, or choose another array"
              : "set `axes: " + other.get(0) + "`, which fits");
    }
    return axes;
  }

  private static List<String> fitting(long[] shape, int bands) {
    return USUAL.getOrDefault(shape.length, List.of()).stream()
        .filter(order -> new Axes(order).fits(shape, bands))
        .toList();
  }

  /** Orders of the same letters with the expected number of bands, H before W. */
  private static List<String> orders(String letters, long[] shape, int bands) {
    List<String> orders = new ArrayList<>();
    if (letters.length() == shape.length) {
      arrange("", letters, orders);
    }
    return orders.stream()
        .filter(order -> order.indexOf('H') <= order.indexOf('W'))
        .filter(order -> new Axes(order).fits(shape, bands))
        .toList();
  }

  private static void arrange(String start, String rest, List<String> found) {
    if (rest.isEmpty()) {
      found.add(start);
    }
    for (int i = 0; i < rest.length(); i++) {
      arrange(start + rest.charAt(i), rest.substring(0, i) + rest.substring(i + 1), found);
    }
  }

  private static String example(long[] shape) {
    List<String> usual = USUAL.getOrDefault(shape.length, List.of());
    return usual.isEmpty() ? "TCHW" : usual.get(usual.size() - 1);
  }

  private static BenchException problem(
      String place, long[] shape, String found, String expected, String next) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("ArrayShape", "the array has the shape " + Arrays.toString(shape) + found)
            .at(place)
            .expecting(expected)
            .next(next));
  }
}
