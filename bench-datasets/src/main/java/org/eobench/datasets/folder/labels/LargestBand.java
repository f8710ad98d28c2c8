package org.eobench.datasets.folder.labels;

import java.util.Locale;
import java.util.function.IntPredicate;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.MaskValues;

/**
 * Labels of masks with one band per class, as one-hot bands or probabilities: the band with the
 * largest value. A pixel whose bands are all 0 shows none of the classes.
 */
final class LargestBand {
  private final Legend legend;
  private final IntPredicate empty;

  /**
   * @param empty whether a pixel has no data by a nodata value
   */
  LargestBand(Legend legend, IntPredicate empty) {
    this.legend = legend;
    this.empty = empty;
  }

  /**
   * The meaning of each pixel, {@code [H,W]}.
   *
   * @throws BenchException if two bands have the largest value, or all are 0 and the legend has no
   *     {@code other}
   */
  int[] of(MaskValues values) {
    double[] stored = values.values();
    int pixels = stored.length / values.bands();
    int[] meanings = new int[pixels];
    for (int i = 0; i < pixels; i++) {
      int largest = 0;
      int second = -1;
      boolean missing = Double.isNaN(stored[i]);
      for (int band = 1; band < values.bands(); band++) {
        double value = stored[band * pixels + i];
        missing |= Double.isNaN(value);
        if (value > stored[largest * pixels + i]) {
          largest = band;
          second = -1;
        } else if (value == stored[largest * pixels + i]) {
          second = band;
        }
      }
      double most = stored[largest * pixels + i];
      boolean none = most == 0 && (second >= 0 || values.bands() == 1);
      if (missing || empty.test(i)) {
        meanings[i] = Legend.IGNORED;
      } else if (none && legend.other() != Legend.UNLISTED) {
        meanings[i] = legend.other();
      } else if (none || second >= 0) {
        throw undecided(values, i, none, largest, second);
      } else {
        meanings[i] = legend.ofBand(largest);
      }
    }
    return meanings;
  }

  private BenchException undecided(MaskValues values, int pixel, boolean none, int one, int other) {
    Window part = values.part();
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "UnknownLabel",
                none
                    ? "no band of the mask has a value above 0"
                    : String.format(
                        Locale.ROOT,
                        "the bands %d and %d of the mask both have the largest value",
                        one + 1,
                        other + 1))
            .at(
                String.format(
                    Locale.ROOT,
                    "%s, row %d, col %d",
                    values.header().place(),
                    part.row() + pixel / part.width(),
                    part.col() + pixel % part.width()))
            .expecting("one band with the largest value, of " + legend)
            .next(
                none
                    ? "add `other: ignore`, or `other: CLASS`, to dataset.labels"
                    : "correct the mask; a pixel has one class"));
  }
}
