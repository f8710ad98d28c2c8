package org.eobench.core.encoder;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Recognises image series whose dates are not a separate axis. A stack of bands × dates must never
 * be reshaped by guessing: in the wrong order, every "band" would be a mixture of bands and dates,
 * and nothing would fail.
 *
 * @param bands the bands of one date
 * @param frames T, the number of dates of the encoder
 */
record StackedDates(List<String> bands, int frames) {

  /**
   * The problem with a shape {@code [B,C,T,H,W]}, or null if it is no such stack.
   *
   * @param where description of the image
   */
  @Nullable Problem find(Shape shape, String where) {
    if (frames == 1) {
      return null;
    }
    long channels = shape.get(1);
    long dates = shape.get(2);
    int count = bands.size();
    if (dates == 1 && channels == (long) count * frames) {
      return stacked(where);
    }
    boolean swapped = channels == frames && dates == count && count != frames;
    return swapped
        ? Problem.of("SwappedDates", "the axes of bands and dates are swapped")
            .at(where)
            .expecting(
                String.format(Locale.ROOT, "[B,%d,%d,H,W]: bands, then dates", count, frames))
            .next("swap axes 1 and 2 (transpose); a reshape would scramble bands and dates")
        : null;
  }

  private Problem stacked(String where) {
    int count = bands.size();
    String first = bands.get(0);
    String last = bands.get(count - 1);
    return Problem.of(
            "StackedDates",
            String.format(
                Locale.ROOT,
                "the image has %d bands at one date: %d bands x %d dates on one axis",
                count * frames,
                count,
                frames))
        .at(where)
        .expecting(String.format(Locale.ROOT, "[B,%d,%d,H,W]: bands, then dates", count, frames))
        .next(
            String.format(
                Locale.ROOT,
                """
                let the data set split the axis, by the order its files have:
                date by date (%1$s … %2$s of date 1, %1$s … %2$s of date 2, …): split into [%4$d,%3$d], \
                then swap the two axes
                band by band (%1$s of all dates, …, %2$s of all dates): split into [%3$d,%4$d]
                the wrong one of the two fails nowhere and scrambles bands and dates\
                """,
                first,
                last,
                count,
                frames));
  }
}
