package org.eobench.core.preprocess;

import java.util.random.RandomGenerator;
import org.eobench.core.dataset.ImagePart;
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

  /**
   * The window in images of a size, drawn as {@link #apply} does; the whole images where the window
   * does not fit into them, without a draw.
   */
  ImagePart part(int height, int width, RandomGenerator random) {
    int rows = height - size().height() + 1;
    int columns = width - size().width() + 1;
    if (rows < 1 || columns < 1) {
      return new ImagePart(0, 0, height, width);
    }
    Offset at = position().choose(() -> Offset.uniform(random, rows, columns), rows, columns);
    return new ImagePart(at.row(), at.column(), size().height(), size().width());
  }

  @Override
  Offset draw(Sample sample, RandomGenerator random, int rows, int columns) {
    return Offset.uniform(random, rows, columns);
  }
}
