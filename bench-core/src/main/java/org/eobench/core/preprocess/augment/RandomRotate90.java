package org.eobench.core.preprocess.augment;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.BandwiseStep;
import org.eobench.core.preprocess.PixelSize;
import org.eobench.core.preprocess.StepContext;

/**
 * Turns the images and the target of a sample by 0, 90, 180 or 270 degrees, all equally likely.
 * Images that are not square keep their size: they are turned by 0 or 180 degrees.
 */
public final class RandomRotate90 extends BandwiseStep {

  public RandomRotate90(StepContext context) {
    super(context.images());
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    PixelSize size = PixelSize.of(sample);
    boolean square =
        size.height() == size.width()
            && sample.images().values().stream().allMatch(image -> image.height() == image.width());
    int quarters = random.nextInt(4);
    return Symmetry.turn(square ? quarters : quarters & 2).of(sample);
  }
}
