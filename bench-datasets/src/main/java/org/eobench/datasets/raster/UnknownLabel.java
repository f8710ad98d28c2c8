package org.eobench.datasets.raster;

import java.util.Locale;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;

/** The error of a class map that holds a number that is no class. */
public final class UnknownLabel {
  private UnknownLabel() {}

  /**
   * The error.
   *
   * @param label the value as text
   * @param file the mask
   * @param window the part of the mask that was read
   * @param index position of the label in the window, in C order
   */
  public static BenchException of(
      String label, String file, Window window, int index, DatasetSpec spec) {
    return of(label, file, window, index, spec, "correct the mask, or dataset.classes");
  }

  /**
   * The error of a data set whose masks may have other numbers.
   *
   * @param otherwise what to do if the label is of a class
   */
  public static BenchException of(
      String label, String file, Window window, int index, DatasetSpec spec, String otherwise) {
    boolean whole = label.matches("-?\\d{1,9}");
    int row = window.row() + index / window.width();
    int col = window.col() + index % window.width();
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnknownLabel", String.format(Locale.ROOT, "the label %s is not a class", label))
            .at(String.format(Locale.ROOT, "%s, row %d, col %d", file, row, col))
            .expecting(
                String.format(
                    Locale.ROOT,
                    "0 to %d (%s), or the ignore index %d",
                    spec.numClasses() - 1,
                    String.join(", ", spec.classes()),
                    spec.ignoreIndex()))
            .next(
                whole
                    ? String.format(
                        Locale.ROOT,
                        "if it marks unlabelled pixels, set `dataset.ignore_index=%s`; otherwise"
                            + " %s",
                        label,
                        otherwise)
                    : otherwise));
  }
}
