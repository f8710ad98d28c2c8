package org.eobench.core.preprocess;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.CropPosition.Offset;

/**
 * Cuts the same window out of every image and the target of a sample; all positions are equally
 * likely. See {@link Crop} for images smaller than the window.
 */
public final class RandomCrop extends Crop {

  /**
   * @param size size of the window
   * @param padIfNeeded whether images smaller than the window are padded; otherwise they are an
   *     error
   */
  public RandomCrop(StepContext context, PixelSize size, boolean padIfNeeded) {
    super(context, size, padIfNeeded);
  }

  @Override
  Offset draw(Sample sample, RandomGenerator random, int rows, int columns) {
    return Offset.uniform(random, rows, columns);
  }
}
