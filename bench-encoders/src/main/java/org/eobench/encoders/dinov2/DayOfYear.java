package org.eobench.encoders.dinov2;

import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * A fixed code of the day of the year, 1 to 366, as added to every token in continued pretraining
 * of DINOv2 on satellite images: sines on even features and cosines on odd ones, interleaved as in
 * Vaswani et al. (2017, arXiv:1706.03762).
 */
final class DayOfYear {
  private static final double BASE = 10000;

  private DayOfYear() {}

  /**
   * The code of one day, {@code [width]}; features 2i and 2i+1 have the frequency 10000^(-2i/D).
   */
  static float[] code(int day, int width) {
    float[] code = new float[width];
    for (int i = 0; i < width; i += 2) {
      double phase = day * Math.pow(BASE, -(double) i / width);
      code[i] = (float) Math.sin(phase);
      if (i + 1 < width) {
        code[i + 1] = (float) Math.cos(phase);
      }
    }
    return code;
  }

  /**
   * The codes of a batch, {@code [B,width]} in C order.
   *
   * @throws BenchException with the first sample that does not have exactly one date
   */
  static float[] codes(List<Acquisition> acquisitions, int width) {
    float[] codes = new float[acquisitions.size() * width];
    for (int b = 0; b < acquisitions.size(); b++) {
      Acquisition taken = acquisitions.get(b);
      if (taken.dates().size() != 1) {
        throw refusal(b, taken.dates().size());
      }
      float[] code = code(taken.dates().get(0).getDayOfYear(), width);
      System.arraycopy(code, 0, codes, b * width, width);
    }
    return codes;
  }

  private static BenchException refusal(int sample, int dates) {
    String has = dates == 0 ? "has no date" : String.format(Locale.ROOT, "has %d dates", dates);
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "DayOfYear",
                String.format(
                    Locale.ROOT, "an image %s, but encoder.day_of_year=true requires one", has))
            .at(String.format(Locale.ROOT, "sample %d of the batch", sample))
            .expecting("exactly one date per image")
            .next("use a data set with one date per sample, or set `encoder.day_of_year=false`"));
  }
}
