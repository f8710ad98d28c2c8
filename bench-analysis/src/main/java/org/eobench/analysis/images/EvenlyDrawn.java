package org.eobench.analysis.images;

import java.util.List;
import java.util.stream.IntStream;

/** A part of a list whose elements are evenly spaced, so that every region of a data set counts. */
public final class EvenlyDrawn {
  private EvenlyDrawn() {}

  /** At most {@code most} elements, in their order. */
  public static <T> List<T> of(List<T> all, int most) {
    int count = Math.min(all.size(), most);
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) (2 * i + 1) * all.size() / (2L * count))))
        .toList();
  }
}
