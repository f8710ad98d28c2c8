package org.eobench.core.preprocess.augment;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.BandwiseStep;
import org.eobench.core.preprocess.StepContext;

/**
 * Changes brightness and contrast: {@code mean + (x - mean)·c + b·std} with the mean and standard
 * deviation of the band. All dates of a sample, and all its modalities, get the same change.
 */
public final class ColorJitter extends BandwiseStep {
  private final AugmentConfigs.Jitter keys;
  private final BandValues values;

  /**
   * @throws org.eobench.core.error.BenchException if statistics of a band are unknown
   */
  public ColorJitter(AugmentConfigs.Jitter keys, StepContext context) {
    super(context.images());
    this.keys = keys;
    this.values = new BandValues("ColorJitter", context.images());
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    if (random.nextDouble() >= keys.probability()) {
      return sample;
    }
    int draws =
        keys.perBand()
            ? sample.images().values().stream().mapToInt(image -> image.channels()).max().orElse(0)
            : 1;
    double[] shift = new double[draws];
    double[] factor = new double[draws];
    for (int i = 0; i < draws; i++) {
      shift[i] = keys.brightness() * (2 * random.nextDouble() - 1);
      factor[i] = 1 + keys.contrast() * (2 * random.nextDouble() - 1);
    }
    return values.changed(
        sample,
        (data, band, from, to, mean, std) -> {
          int draw = keys.perBand() ? band : 0;
          double added = mean + shift[draw] * std;
          for (int i = from; i < to; i++) {
            data[i] = (float) ((data[i] - mean) * factor[draw] + added);
          }
        });
  }
}
