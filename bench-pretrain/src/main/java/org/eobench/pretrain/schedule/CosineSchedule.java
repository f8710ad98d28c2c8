package org.eobench.pretrain.schedule;

/**
 * A value that is zero at first, then rises linearly, then follows half a cosine to its final
 * value, as in DINO (Caron et al. 2021, arXiv:2104.14294). The warm-up reaches {@code base} in its
 * last step; a warm-up of one step has the value {@code start}. The cosine reaches {@code last}
 * only after the run.
 *
 * @param base value at the end of the warm-up
 * @param last value from {@code total} on
 * @param total steps of the run
 * @param warmup steps of the warm-up, after the frozen ones
 * @param start value of the first step of the warm-up
 * @param frozen first steps, whose value is zero
 */
public record CosineSchedule(
    double base, double last, int total, int warmup, double start, int frozen) {
  public CosineSchedule {
    if (total < 0 || warmup < 0 || frozen < 0) {
      throw new IllegalArgumentException("numbers of steps must not be negative");
    }
  }

  /** A cosine without warm-up. */
  public static CosineSchedule of(double base, double last, int total) {
    return new CosineSchedule(base, last, total, 0, 0, 0);
  }

  /**
   * The value of a step.
   *
   * @param step number of finished steps
   */
  public double at(int step) {
    if (step >= total) {
      return last;
    }
    if (step < frozen) {
      return 0;
    }
    int warm = step - frozen;
    if (warm < warmup) {
      return warm == 0 ? start : start + warm * ((base - start) / (warmup - 1));
    }
    double progress = (warm - warmup) / (double) (total - warmup - frozen);
    return last + 0.5 * (base - last) * (1 + Math.cos(Math.PI * progress));
  }
}
