package org.eobench.decoders.temporal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.decoders.temporal.TemporalKeys.Positions;

/**
 * Position codes of dates (Garnot and Landrieu, "Lightweight Temporal Self-Attention for
 * Classifying Satellite Image Time Series", 2020, arXiv:2007.00586; with 16 heads on maps as in
 * "Panoptic Segmentation of Satellite Image Time Series", 2021, arXiv:2107.07933). Feature i of the
 * d features of a head is {@code sin(p / 1000^(2⌊i/2⌋/d))}, or the cosine for odd i, where p is the
 * position of the date. All heads get the same code.
 */
final class DatePositions {
  private static final double SLOWEST = 1000;
  private static final double SECONDS_PER_DAY = 86_400;

  private final Positions kind;
  private final int width;
  private final int perHead;
  private final boolean missingLeftOut;

  /**
   * @param width D, a multiple of {@code heads}
   * @param missingLeftOut whether a sample may have fewer dates than frames, the last of which then
   *     do not count
   */
  DatePositions(Positions kind, int width, int heads, boolean missingLeftOut) {
    this.missingLeftOut = missingLeftOut;
    this.kind = kind;
    this.width = width;
    this.perHead = width / heads;
  }

  /**
   * The codes of a batch.
   *
   * @param acquisitions acquisitions of the samples; used only if positions are dates
   * @param maps {@code [B,D,T,h,w]}
   * @return float32 {@code [B,T,D]}, or {@code [1,T,D]} if positions are indices, owned by {@code
   *     owner}
   * @throws BenchException if positions are dates and a sample lacks them
   */
  NDArray of(List<Acquisition> acquisitions, Shape maps, NDManager owner) {
    int frames = (int) maps.get(2);
    boolean dated = kind == Positions.DATES;
    int samples = dated ? (int) maps.get(0) : 1;
    for (int i = 0; i < samples; i++) {
      require(
          i < acquisitions.size() ? acquisitions.get(i) : Acquisition.UNKNOWN,
          frames,
          String.format(Locale.ROOT, "sample %d of the batch", i));
    }
    float[] codes = new float[samples * frames * width];
    for (int i = 0; i < samples * frames; i++) {
      int t = i % frames;
      write(codes, i * width, dated ? days(acquisitions.get(i / frames), t) : t);
    }
    return owner.create(codes, new Shape(samples, frames, width));
  }

  private static double days(Acquisition acquisition, int t) {
    List<LocalDateTime> dates = acquisition.dates();
    return t < dates.size()
        ? Duration.between(dates.get(0), dates.get(t)).toSeconds() / SECONDS_PER_DAY
        : 0; // The frame does not count.
  }

  private void write(float[] codes, int from, double position) {
    for (int i = 0; i < width; i++) {
      int feature = i % perHead;
      double angle = position / Math.pow(SLOWEST, 2.0 * (feature / 2) / perHead);
      codes[from + i] = (float) (feature % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
    }
  }

  /**
   * Refuses an acquisition that lacks required dates.
   *
   * @param frames T, number of maps per sample
   * @param sample name of the sample in error texts
   * @throws BenchException if dates are positions and not every map has one
   */
  void require(Acquisition acquisition, int frames, String sample) {
    int known = acquisition.dates().size();
    boolean partial = missingLeftOut && known > 0 && known < frames;
    if (kind == Positions.DATES && known != frames && !partial) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "UnknownDates",
                  String.format(
                      Locale.ROOT,
                      "decoder.ltae_positions=dates, but the data set has %d dates for %d frames",
                      known,
                      frames))
              .at(sample)
              .expecting("one date per frame")
              .next("set `decoder.ltae_positions=order`, or `none` to ignore time"));
    }
  }
}
