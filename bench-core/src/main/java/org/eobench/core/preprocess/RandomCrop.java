package org.eobench.core.preprocess;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Sample;
import org.eobench.core.preprocess.CropPosition.Offset;

/**
 * Cuts the same window out of every image and the target of a sample, every place being equally
 * likely. See {@link Crop} for images smaller than the window.
 */
public final class RandomCrop implements PreprocessStep {
  private final Crop crop;

  /**
   * @param height rows of the window
   * @param width columns of the window
   * @param padIfNeeded whether images smaller than the window are padded; otherwise they are an
   *     error
   */
  public RandomCrop(StepContext context, int height, int width, boolean padIfNeeded) {
    this.crop = new Crop(context, height, width, padIfNeeded);
  }

  @Override
  public ImageSpec output() {
    return crop.output();
  }

  @Override
  public boolean bandwise() {
    return true;
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    return crop.cut(sample, (rows, columns) -> Offset.uniform(random, rows, columns));
  }
}
