package org.eobench.core.preprocess;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.Sample;

/**
 * Cuts a window of random area and aspect ratio out of every image and the target of a sample and
 * resizes it, like torchvision's {@code RandomResizedCrop}; see {@link RandomWindow}.
 */
public final class RandomResizedCrop extends BandwiseStep {
  private final Resize resize;
  private final CropPosition position;
  private final RandomWindow windows;

  /**
   * @param resize resizes each window to the output size
   * @param windows the windows that are drawn
   */
  public RandomResizedCrop(StepContext context, Resize resize, RandomWindow windows) {
    super(resize.output());
    this.resize = resize;
    this.position = context.position();
    this.windows = windows;
  }

  @Override
  public Sample apply(Sample sample, RandomGenerator random) {
    CropWindow window = windows.draw(PixelSize.of(sample), position, random);
    return resize.apply(window.of(sample, output().ignoreIndex()), random);
  }
}
