package org.eobench.encoders.tessera;

/**
 * The length of the series that the network takes: the next multiple of 8, at most 256. A longer
 * series is thinned out evenly, and a shorter one repeats some of its dates.
 */
final class SeriesPadding {
  private static final int STEP = 8;
  private static final int MOST = 256;

  private SeriesPadding() {}

  /**
   * The dates that the network sees.
   *
   * @param dates number of dates, at least 1
   * @return their indices from 0, all dates first and then those that are repeated
   */
  static long[] indices(int dates) {
    int length = Math.min((dates + STEP - 1) / STEP * STEP, MOST);
    long[] indices = new long[length];
    int missing = length - dates;
    double step = (double) (dates - 1) / (length - 1);
    for (int i = 0; i < length; i++) {
      if (missing <= 0) {
        indices[i] = i == length - 1 ? dates - 1 : (long) (i * step);
      } else if (i < dates) {
        indices[i] = i;
      } else {
        int repeat = i - dates;
        indices[i] = missing <= dates ? middle(repeat, missing, dates) : repeat % dates;
      }
    }
    return indices;
  }

  /** The middle of a part, if the dates are divided into parts of which the first are longer. */
  private static int middle(int part, int parts, int dates) {
    int size = dates / parts;
    int longer = dates % parts;
    int first = part * size + Math.min(part, longer);
    int length = size + (part < longer ? 1 : 0);
    return first + length / 2;
  }
}
