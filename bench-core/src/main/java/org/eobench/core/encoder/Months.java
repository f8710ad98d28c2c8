package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.dataset.Acquisition;

/** The month of each date, for encoders that were trained with it. */
public final class Months {
  /** Months per year. */
  public static final int COUNT = 12;

  private Months() {}

  /**
   * The months of a batch, counted from 0. A sample counts as undated if its number of dates
   * differs from its number of frames.
   *
   * @param unknown month, 1 to 12, of an undated sample
   * @return int64 {@code [B,T]} in memory of {@code owner}
   */
  public static NDArray of(
      List<Acquisition> acquisitions, int frames, int unknown, NDManager owner) {
    long[] months = new long[acquisitions.size() * frames];
    for (int i = 0; i < months.length; i++) {
      var dates = acquisitions.get(i / frames).dates();
      boolean dated = dates.size() == frames;
      months[i] = (dated ? dates.get(i % frames).getMonthValue() : unknown) - 1L;
    }
    return owner.create(months, new Shape(acquisitions.size(), frames));
  }

  /**
   * What a sample lacks, see {@link Encoder#assumptions}.
   *
   * @param encoder its name
   * @param unknown month, 1 to 12, of an undated sample
   */
  public static List<String> assumptions(
      Acquisition taken, int frames, String encoder, int unknown) {
    return taken.dates().size() == frames
        ? List.of()
        : List.of("dates, in place of which " + encoder + " takes month " + unknown);
  }

  /**
   * A code for each month: the sine of its angle in the year for the first half of the width, the
   * cosine for the second.
   *
   * @param width even
   * @return {@code [12,width]} in C order
   */
  public static float[] table(int width) {
    float[] table = new float[COUNT * width];
    for (int month = 0; month < COUNT; month++) {
      double angle = 2 * Math.PI * month / COUNT;
      for (int i = 0; i < width / 2; i++) {
        table[month * width + i] = (float) Math.sin(angle);
        table[month * width + width / 2 + i] = (float) Math.cos(angle);
      }
    }
    return table;
  }
}
