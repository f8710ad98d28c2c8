package org.eobench.core.preprocess.augment;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.BandwiseStep;
import org.eobench.core.preprocess.StepContext;

/** Mirrors the images and the target of a sample, each way with a probability of its own. */
public final class RandomFlip extends BandwiseStep {
  private final AugmentConfigs.Flip keys;

  public RandomFlip(AugmentConfigs.Flip keys, StepContext context) {
    super(context.images());
    this.keys = keys;
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    boolean columns = random.nextDouble() < keys.horizontal();
    boolean rows = random.nextDouble() < keys.vertical();
    return new Symmetry(false, rows, columns).of(sample);
  }
}
