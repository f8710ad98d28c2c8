package org.eobench.encoders.tessera;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.nn.ModelSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The days of the year of a batch and their codes. */
public final class SeriesDays {
  private static final Logger LOG = LoggerFactory.getLogger(SeriesDays.class);
  private static final double BASE = 10000;
  private static final int DAYS_PER_YEAR = 365;

  private final String encoder;
  private final int frames;
  private boolean warned;

  /**
   * @param encoder its name in messages
   * @param frames T, dates per sample
   */
  public SeriesDays(String encoder, int frames) {
    this.encoder = encoder;
    this.frames = frames;
  }

  /**
   * The day of the year of each date, 1 to 366, {@code [B][T]}. A sample counts as undated if its
   * number of dates differs from its number of frames; its dates are taken to be spread evenly over
   * a year.
   */
  public float[][] of(List<Acquisition> acquisitions) {
    float[][] days = new float[acquisitions.size()][frames];
    for (int i = 0; i < days.length; i++) {
      var dates = acquisitions.get(i).dates();
      boolean dated = dates.size() == frames;
      for (int t = 0; t < frames; t++) {
        days[i][t] = dated ? dates.get(t).getDayOfYear() : evenly(t);
      }
      if (!dated && !warned) {
        warned = true;
        LOG.warn(
            "the data set does not declare the dates of all of its samples; {} takes those"
                + " without dates to be spread evenly over a year",
            encoder);
      }
    }
    return days;
  }

  /** What a sample lacks, see {@link org.eobench.core.encoder.Encoder#assumptions}. */
  public List<String> assumptions(Acquisition taken) {
    return taken.dates().size() == frames
        ? List.of()
        : List.of("dates, which " + encoder + " takes to be spread evenly over a year");
  }

  private float evenly(int frame) {
    return Math.round((frame + 0.5) * DAYS_PER_YEAR / frames);
  }

  /**
   * Sines of even and cosines of odd features, {@code [B,T,width]}; features 2i and 2i+1 have the
   * frequency {@code 10000^(-2i/width)}.
   *
   * @param days {@code [B][T]}
   */
  static NDArray codes(float[][] days, int width, NDManager owner) {
    int dates = days[0].length;
    float[] codes = new float[ModelSize.values(days.length, dates, width)];
    for (int row = 0; row < days.length * dates; row++) {
      for (int i = 0; i < width; i++) {
        int even = i - i % 2;
        double phase = days[row / dates][row % dates] * Math.pow(BASE, -(double) even / width);
        codes[row * width + i] = (float) (i % 2 == 0 ? Math.sin(phase) : Math.cos(phase));
      }
    }
    return owner.create(codes, new Shape(days.length, dates, width));
  }
}
