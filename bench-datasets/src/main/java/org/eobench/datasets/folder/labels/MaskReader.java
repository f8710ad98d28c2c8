package org.eobench.datasets.folder.labels;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.raster.MaskValues;
import org.eobench.datasets.raster.TargetBands;
import org.eobench.datasets.raster.UnknownLabel;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;

/**
 * Reads masks as labels, by the legend of the configuration. NaN, nodata values that the legend
 * does not list, and pixels that a mask inside the file hides become the ignore index.
 */
final class MaskReader {
  private static final int MOST_SHOWN = 8;
  private static final int COLOURS = 3;

  private final MaskConfig mask;
  private final Legend legend;

  MaskReader(MaskConfig mask, Legend legend) {
    this.mask = mask;
    this.legend = legend;
  }

  /**
   * Reads a mask.
   *
   * @param window the part to read
   * @param image grid of the image
   * @param spec classes and ignore index
   * @throws BenchException if it has other bands than the legend is for, or values that the legend
   *     does not list
   */
  Target read(RasterFile file, Window window, Grid image, DatasetSpec spec) {
    Integer band = mask.band();
    MaskValues values;
    try (RasterSource source = MaskGrid.open(mask, file, Math.max(1, bands(1)), image)) {
      values = MaskValues.read(source, window, this::bands, band == null ? null : band - 1);
    }
    requireBands(values);
    int[] meanings =
        switch (legend.kind()) {
          case NUMBERS -> numbers(values, spec);
          case VALUES -> single(values);
          case COLOURS -> colours(values);
          case BANDS ->
              new LargestBand(legend, pixel -> isEmptyOfAllBands(values, pixel)).of(values);
        };
    requireListed(meanings, values);
    return new LabelMap(labels(meanings, spec), values.part().height(), values.part().width());
  }

  /**
   * The number of bands of a mask.
   *
   * @param there number of bands in the file, the answer if one of them is selected
   */
  int bands(int there) {
    return mask.band() == null ? legend.bands() : there;
  }

  private void requireBands(MaskValues values) {
    if (mask.band() != null) {
      TargetBands.requireThere(values.header(), mask.band());
      return;
    }
    int expected = bands(values.bands());
    if (values.bands() == expected) {
      return;
    }
    if (expected == 1) {
      TargetBands.requireLabels(values.header());
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of(
                "MaskBands",
                String.format(Locale.ROOT, "the mask has %d bands", values.header().bands()))
            .at(values.header().place())
            .expecting(
                legend.kind() == Legend.Kind.COLOURS
                    ? "3 bands of red, green and blue, because dataset.labels lists colours"
                    : String.format(
                        Locale.ROOT, "the %d bands of dataset.labels: %s", expected, legend))
            .next(
                values.bands() == 1
                    ? "list the values of the band in dataset.labels, such as `1: CLASS`"
                    : "make dataset.labels list what the bands contain"));
  }

  /** Class numbers, without a legend. */
  private int[] numbers(MaskValues values, DatasetSpec spec) {
    double[] stored = values.values();
    Double own = values.header().nodata();
    boolean keepsOwn = own != null && isClass(own, spec);
    int[] meanings = new int[stored.length];
    for (int i = 0; i < meanings.length; i++) {
      double value = stored[i];
      boolean known = isClass(value, spec);
      boolean empty = Double.isNaN(value) || isGiven(values, i) || (!keepsOwn && isOwn(values, i));
      if (!empty && !known && value != spec.ignoreIndex()) {
        String label = values.header().type().text(value);
        throw UnknownLabel.of(
            label, values.header().place(), values.part(), i, spec, advice(stored, spec));
      }
      meanings[i] = empty || value == spec.ignoreIndex() ? Legend.IGNORED : (int) value;
    }
    return meanings;
  }

  /** With as many values as classes, they are probably the classes in this order. */
  private static String advice(double[] stored, DatasetSpec spec) {
    List<Long> values =
        DoubleStream.of(stored)
            .filter(value -> value == Math.rint(value))
            .mapToLong(value -> (long) value)
            .distinct()
            .limit(spec.numClasses() + 1)
            .sorted()
            .boxed()
            .toList();
    String example =
        values.size() == spec.numClasses()
            ? IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) + ": " + spec.classes().get(i))
                .collect(Collectors.joining(", "))
            : "VALUE: CLASS";
    return "say in dataset.labels which class each value is, such as `{" + example + "}`";
  }

  private static boolean isClass(double value, DatasetSpec spec) {
    return value >= 0 && value < spec.numClasses() && value == Math.rint(value);
  }

  private int[] single(MaskValues values) {
    double[] stored = values.values();
    int[] meanings = new int[stored.length];
    double last = Double.NaN;
    int meaning = Legend.IGNORED;
    for (int i = 0; i < meanings.length; i++) {
      if (stored[i] != last) {
        last = stored[i];
        boolean empty =
            Double.isNaN(last) || isGiven(values, i) || (isOwn(values, i) && !legend.lists(last));
        meaning = empty ? Legend.IGNORED : legend.ofValue(last);
      }
      meanings[i] = meaning;
    }
    return meanings;
  }

  /** Whether every band of a pixel has the nodata value of the configuration. */
  private boolean isGiven(MaskValues values, int pixel) {
    Double given = mask.nodata();
    return given != null
        && everyBand(values, pixel, value -> value == given || (float) value == given.floatValue());
  }

  /** Whether every band of a pixel has the file's nodata value. */
  private static boolean isOwn(MaskValues values, int pixel) {
    return values.header().nodata() != null && everyBand(values, pixel, values.header()::isNodata);
  }

  private static boolean everyBand(MaskValues values, int pixel, DoublePredicate nodata) {
    int pixels = values.values().length / values.bands();
    for (int band = 0; band < values.bands(); band++) {
      if (!nodata.test(values.values()[band * pixels + pixel])) {
        return false;
      }
    }
    return true;
  }

  /** A one-hot band that is 0 says that the pixel is of another class, whatever the tag says. */
  private boolean isEmptyOfAllBands(MaskValues values, int pixel) {
    Double own = values.header().nodata();
    return isGiven(values, pixel) || (own != null && own != 0 && isOwn(values, pixel));
  }

  private int[] colours(MaskValues values) {
    double[] stored = values.values();
    int pixels = stored.length / COLOURS;
    int[] meanings = new int[pixels];
    for (int i = 0; i < pixels; i++) {
      double red = stored[i];
      double green = stored[pixels + i];
      double blue = stored[2 * pixels + i];
      if (Double.isNaN(red + green + blue)) {
        meanings[i] = Legend.IGNORED;
      } else {
        int colour = (int) red << 16 | (int) green << 8 | (int) blue;
        boolean bytes = red <= 255 && green <= 255 && blue <= 255;
        int meaning = bytes ? legend.ofColour(colour) : legend.other();
        boolean kept = bytes && legend.listsColour(colour);
        boolean empty = isGiven(values, i) || (isOwn(values, i) && !kept);
        meanings[i] = empty ? Legend.IGNORED : meaning;
      }
    }
    return meanings;
  }

  private static int[] labels(int[] meanings, DatasetSpec spec) {
    for (int i = 0; i < meanings.length; i++) {
      meanings[i] = meanings[i] == Legend.IGNORED ? spec.ignoreIndex() : meanings[i];
    }
    return meanings;
  }

  private void requireListed(int[] meanings, MaskValues values) {
    int first = -1;
    int count = 0;
    TreeSet<String> seen = new TreeSet<>();
    for (int i = 0; i < meanings.length; i++) {
      if (meanings[i] == Legend.UNLISTED) {
        first = first < 0 ? i : first;
        count++;
        if (seen.size() <= MOST_SHOWN) {
          seen.add(text(values, i));
        }
      }
    }
    if (first < 0) {
      return;
    }
    Window part = values.part();
    String value = text(values, first);
    throw new BenchException(
        ExitCode.DATA,
        Problem.of(
                "UnknownLabel",
                String.format(
                    Locale.ROOT,
                    "the mask contains %s, which dataset.labels does not list (%d pixels of this"
                        + " window; values %s)",
                    value,
                    count,
                    seen.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                        + (seen.size() > MOST_SHOWN ? ", …" : "")))
            .at(
                String.format(
                    Locale.ROOT,
                    "%s, row %d, col %d",
                    values.header().place(),
                    part.row() + first / part.width(),
                    part.col() + first % part.width()))
            .expecting(legend.toString())
            .next(
                String.format(
                    Locale.ROOT,
                    "add `%s: CLASS` or `%1$s: ignore` to dataset.labels, or `other: ignore` for"
                        + " all values that it does not list",
                    value.startsWith("#") ? "'" + value + "'" : value)));
  }

  private String text(MaskValues values, int pixel) {
    if (legend.kind() != Legend.Kind.COLOURS) {
      return values.header().type().text(values.values()[pixel]);
    }
    double[] stored = values.values();
    int pixels = stored.length / COLOURS;
    int colour =
        (int) stored[pixel] << 16
            | (int) stored[pixels + pixel] << 8
            | (int) stored[2 * pixels + pixel];
    return String.format(Locale.ROOT, "#%06x", colour);
  }
}
