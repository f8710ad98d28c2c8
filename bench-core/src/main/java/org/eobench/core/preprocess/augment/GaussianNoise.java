package org.eobench.core.preprocess.augment;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.BandwiseStep;
import org.eobench.core.preprocess.StepContext;

/** Adds independent normal noise to every value; pixels without data stay so. */
public final class GaussianNoise extends BandwiseStep {
  private final AugmentConfigs.Noise keys;
  private final BandValues values;

  /**
   * @throws org.eobench.core.error.BenchException if statistics of a band are unknown
   */
  public GaussianNoise(AugmentConfigs.Noise keys, StepContext context) {
    super(context.images());
    this.keys = keys;
    this.values = new BandValues("GaussianNoise", context.images());
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    if (random.nextDouble() >= keys.probability()) {
      return sample;
    }
    return values.changed(
        sample,
        (data, band, from, to, mean, std) -> {
          double size = keys.std() * std;
          for (int i = from; i < to; i++) {
            data[i] += (float) (size * random.nextGaussian());
          }
        });
  }
}
